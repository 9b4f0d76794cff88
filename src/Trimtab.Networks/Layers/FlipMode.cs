namespace Trimtab.Networks;

/// <summary>Directions in which a <see cref="RandomFlip"/> turns images over.</summary>
public enum FlipMode
{
    /// <summary>Left and right, top and bottom, each or both.</summary>
    HorizontalAndVertical,

    /// <summary>Left and right.</summary>
    Horizontal,

    /// <summary>Top and bottom.</summary>
    Vertical,
}
