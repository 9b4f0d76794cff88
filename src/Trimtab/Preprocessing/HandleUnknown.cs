namespace Trimtab.Preprocessing;

/// <summary>Treatment by a <see cref="OneHotEncoder"/> of a category that its training rows did not have.</summary>
public enum HandleUnknown
{
    /// <summary>Refuses the row.</summary>
    Error,

    /// <summary>Encodes it as zeros.</summary>
    Ignore,

    /// <summary>Encodes it as the infrequent categories of its feature; as zeros where it has none.</summary>
    InfrequentIfExist,
}

/// <summary>Treatment by an <see cref="OrdinalEncoder"/> of a category that its training rows did not have.</summary>
public enum OrdinalUnknown
{
    /// <summary>Refuses the row.</summary>
    Error,

    /// <summary>Encodes it as <see cref="OrdinalEncoder.UnknownValue"/>.</summary>
    UseEncodedValue,
}
