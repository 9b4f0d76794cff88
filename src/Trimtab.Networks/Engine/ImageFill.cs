namespace Trimtab.Networks.Engine;

/// <summary>What is outside of an image, and between its cells.</summary>
/// <param name="Outside">What is outside.</param>
/// <param name="Value">The value there, where it is constant.</param>
/// <param name="IsLinear">Whether values between cells are interpolated; otherwise the nearest cell's.</param>
internal readonly record struct ImageFill(ImageOutside Outside, float Value, bool IsLinear);

/// <summary>What is outside of an image.</summary>
internal enum ImageOutside
{
    /// <summary>The image, mirrored at its edges, which are there twice.</summary>
    Mirrored,

    /// <summary>The image again.</summary>
    Repeated,

    /// <summary>The nearest cell.</summary>
    Edge,

    /// <summary>A constant.</summary>
    Constant,
}
