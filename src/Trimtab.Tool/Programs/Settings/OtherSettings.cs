namespace Trimtab.Tool.Programs.Settings;

/// <summary>How a run goes on where the study of its name was made with other settings.</summary>
internal enum OtherSettings
{
    /// <summary>Not at all: the differences are an error.</summary>
    Refuse,

    /// <summary>With another study, of the first name among NAME-2, NAME-3, … that is free or was made with these settings.</summary>
    BeginAnother,

    /// <summary>With the study, and with the new settings.</summary>
    Extend,
}
