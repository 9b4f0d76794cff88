namespace Trimtab.Networks;

/// <summary>How the windows of a convolution or a pooling are placed at the borders of an image.</summary>
public enum Padding
{
    /// <summary>No padding: windows lie within the image, and the output is smaller than the input.</summary>
    Valid,

    /// <summary>Zero padding: output size = input size / stride, rounded up. An odd padding cell is added below or to the right.</summary>
    Same,
}
