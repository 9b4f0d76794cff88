namespace Trimtab.Networks;

/// <summary>Values of the cells that an augmentation takes from outside of an image; below, with the row a b c d.</summary>
public enum FillMode
{
    /// <summary>The image, mirrored at its edges: d c b a | a b c d | d c b a.</summary>
    Reflect,

    /// <summary>
    /// The image again: a b c d | a b c d | a b c d, and between d and a what is interpolated from both, as SciPy's <c>grid-wrap</c>. Keras
    /// takes the nearer end of its range there.
    /// </summary>
    Wrap,

    /// <summary>The nearest cell: a a a a | a b c d | d d d d.</summary>
    Nearest,

    /// <summary>A constant, the layer's <c>FillValue</c>.</summary>
    Constant,
}
