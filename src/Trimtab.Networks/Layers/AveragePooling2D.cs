using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>The mean of each window of an image, channel by channel; cells outside the image do not count.</summary>
[Named("average_pooling2d")]
public sealed record AveragePooling2D : Pooling2D
{
    /// <summary>Makes a pooling layer.</summary>
    /// <param name="poolSize">Rows and columns of a window.</param>
    public AveragePooling2D(Size2D poolSize)
        : base(poolSize)
    {
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new AveragePoolingKernel(Path(input));
}
