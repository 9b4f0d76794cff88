using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>One number for each window of an image, channel by channel.</summary>
/// <remarks>Shapes: <c>(rows, columns, channels) → (rows', columns', channels)</c>.</remarks>
public abstract record Pooling2D : Layer
{
    private protected Pooling2D(Size2D poolSize) => PoolSize = poolSize;

    /// <summary>Rows and columns of a window.</summary>
    public Size2D PoolSize { get; }

    /// <summary>Cells from one window to the next. Default <see cref="PoolSize"/>: windows side by side.</summary>
    public Size2D? Strides { get; init; }

    /// <summary>What happens at the edges. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var path = Path(input);
        return [path.Rows, path.Columns, path.Channels];
    }

    private protected PoolingPath Path(Shape input)
    {
        Require(input, 3, "images of shape (rows, columns, channels)");
        return PoolingPath.Over(input, PoolSize, Strides ?? PoolSize, Padding)
            ?? throw new ShapeException($"Layer '{Name ?? Kind}' ({Kind}) wants images of at least {PoolSize}, the size of its windows. Got {input}.");
    }
}
