namespace Trimtab.Tool.Doctor;

/// <summary>Outcome of a check of the machine.</summary>
/// <param name="Check">Name of what was looked at.</param>
/// <param name="IsGood">Whether it is as it should be.</param>
/// <param name="Text">Description of what there is.</param>
internal sealed record Finding(string Check, bool IsGood, string Text)
{
    /// <summary>Whether the tool can't do without. Default: yes.</summary>
    public bool IsRequired { get; init; } = true;
}
