using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Bounds the norm of weights along an axis: w · min(norm, max) / (norm + 1e-7), as in Keras.</summary>
/// <remarks>Source: Srivastava et al., "Dropout" (JMLR 2014), section 5.1.</remarks>
[Named("max_norm")]
public sealed record MaxNorm : Constraint
{
    /// <summary>Maximum norm. 0 or more, finite. Default 2.</summary>
    public float MaxValue
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 2;

    /// <summary>Axes over which the norm is taken. Default the first, as in Keras.</summary>
    public NormAxis Axis
    {
        get;
        init => field = value is NormAxis.First or NormAxis.AllButLast
            ? value
            : throw Setting.OutOfRange(nameof(Axis), Invariant($"Axis must be First or AllButLast. Got {value}."));
    }

    /// <inheritdoc/>
    public override void Apply(Span<float> weights, Shape shape) => IncomingWeights.Rescale(new Rule(MaxValue), weights, shape, Axis);

    private readonly struct Rule(double max) : INormRule
    {
        public double FactorOf(double norm) => Math.Min(norm, max) / (norm + 1e-7);
    }
}
