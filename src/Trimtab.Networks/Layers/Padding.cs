namespace Trimtab.Networks;

/// <summary>What happens at the edges of an image.</summary>
public enum Padding
{
    /// <summary>Windows stay inside: the output is smaller.</summary>
    Valid,

    /// <summary>Zeros around the image: output size = input size / stride, rounded up. Where the zeros are odd, one more goes below and right.</summary>
    Same,
}
