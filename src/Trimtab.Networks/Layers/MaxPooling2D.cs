using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>The largest number of each window of an image, channel by channel; on ties the first cell in row-major order takes the whole gradient.</summary>
[Named("max_pooling2d")]
public sealed record MaxPooling2D : Pooling2D
{
    /// <summary>Makes a pooling layer.</summary>
    /// <param name="poolSize">Rows and columns of a window.</param>
    public MaxPooling2D(Size2D poolSize)
        : base(poolSize)
    {
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new MaximumPoolingKernel(Path(input));
}
