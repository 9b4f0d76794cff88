using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>A layer that aggregates windows of an image to one value each, channel by channel.</summary>
/// <remarks>Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(pooled_rows, pooled_columns, channels)</c>.</remarks>
public abstract record Pooling2D : Layer
{
    private protected Pooling2D(Size2D poolSize) => PoolSize = poolSize;

    /// <summary>Rows and columns of a pooling window.</summary>
    public Size2D PoolSize { get; }

    /// <summary>Rows and columns from one window to the next. Default: <see cref="PoolSize"/>, so that windows do not overlap.</summary>
    public Size2D? Strides { get; init; }

    /// <summary>How windows at the borders of an image are treated. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init => field = NotCausal(value); }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var path = Path(input);
        return [path.Rows, path.Columns, path.Channels];
    }

    private protected PoolingPath Path(Shape input)
    {
        var (rows, columns) = Windows(input, PoolSize, Strides ?? PoolSize, Padding, "its pool size");
        return new(rows, columns, input[2]);
    }
}
