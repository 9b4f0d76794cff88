namespace Trimtab.Networks;

/// <summary>How the windows of a convolution or a pooling are placed at the borders of an image or a sequence.</summary>
public enum Padding
{
    /// <summary>No padding: windows lie within the input, and the output is smaller than the input.</summary>
    Valid,

    /// <summary>
    /// Zero padding on both sides: output size = input size / stride, rounded up. Of an uneven number of padding cells, one more is below
    /// or to the right.
    /// </summary>
    Same,

    /// <summary>
    /// Zero padding before the first step alone, so that an output step depends on no later step of the input; output size = input size /
    /// stride, rounded up. Only for <see cref="Conv1D"/>.
    /// </summary>
    Causal,
}
