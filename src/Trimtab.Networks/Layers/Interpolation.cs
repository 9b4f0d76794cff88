namespace Trimtab.Networks;

/// <summary>How an augmentation finds values between the cells of an image.</summary>
public enum Interpolation
{
    /// <summary>From the four cells around, linearly along both axes.</summary>
    Bilinear,

    /// <summary>The value of the nearest cell.</summary>
    Nearest,
}
