namespace Trimtab.Networks.Engine;

/// <summary>What is outside of an image, and between its cells.</summary>
/// <param name="Mode">What is outside.</param>
/// <param name="Value">The value there, where it is constant.</param>
/// <param name="IsLinear">Whether values between cells are interpolated; otherwise the nearest cell's.</param>
internal readonly record struct ImageFill(ImageFillMode Mode, float Value, bool IsLinear);

/// <summary>What is outside of an image; names are Keras's.</summary>
internal enum ImageFillMode
{
    /// <summary>The image, mirrored at its edges, which are there twice.</summary>
    Reflect,

    /// <summary>The image again.</summary>
    Wrap,

    /// <summary>The nearest cell.</summary>
    Nearest,

    /// <summary>A constant.</summary>
    Constant,
}
