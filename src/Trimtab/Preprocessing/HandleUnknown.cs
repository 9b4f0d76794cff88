namespace Trimtab.Preprocessing;

/// <summary>Treatment by an encoder of a category that its training rows did not have.</summary>
public enum HandleUnknown
{
    /// <summary>Refuses the row.</summary>
    Error,

    /// <summary>
    /// Encodes it as no category: zeros in a <see cref="OneHotEncoder"/>, <see cref="OrdinalEncoder.UnknownValue"/> in an
    /// <see cref="OrdinalEncoder"/>.
    /// </summary>
    Ignore,
}
