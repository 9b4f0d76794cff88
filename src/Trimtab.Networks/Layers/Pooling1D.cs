using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>A layer that aggregates windows of a sequence to one value each, channel by channel.</summary>
/// <remarks>Input shape: <c>(steps, channels)</c>. Output shape: <c>(pooled_steps, channels)</c>.</remarks>
public abstract record Pooling1D : Layer
{
    private protected Pooling1D(int poolSize) => PoolSize = Setting.AtLeast(poolSize, 1, nameof(PoolSize));

    /// <summary>Number of steps of a pooling window, 1 or more.</summary>
    public int PoolSize { get; }

    /// <summary>Steps from one window to the next, 1 or more. Default: <see cref="PoolSize"/>, so that windows do not overlap.</summary>
    public int? Strides
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    }

    /// <summary>How windows at the ends of a sequence are treated. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init => field = NotCausal(value); }

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input) => [Path(input).Columns, input[1]];

    private protected PoolingPath Path(Shape input)
    {
        RequireSequence(input);
        var steps = Along(input[0], PoolSize, Strides ?? PoolSize, Padding);
        return steps.Output >= 1
            ? new(WindowGeometry.Valid(1, 1, 1), steps, input[1])
            : throw Refuse(Invariant($"sequences of at least {PoolSize} steps, its PoolSize"), input);
    }
}
