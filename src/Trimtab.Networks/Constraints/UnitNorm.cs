using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Scales weights to norm 1 along an axis: w / (norm + 1e-7), as in Keras. Weights that are all 0 remain 0.</summary>
[Named("unit_norm")]
public sealed record UnitNorm : Constraint
{
    /// <summary>Axes over which the norm is taken. Default the first, as in Keras.</summary>
    public NormAxis Axis
    {
        get;
        init => field = value is NormAxis.First or NormAxis.AllButLast
            ? value
            : throw Setting.OutOfRange(nameof(Axis), Invariant($"Axis must be First or AllButLast. Got {value}."));
    }

    /// <inheritdoc/>
    public override void Apply(Span<float> weights, Shape shape) => IncomingWeights.Rescale(default(Rule), weights, shape, Axis);

    private readonly struct Rule : INormRule
    {
        public double FactorOf(double norm) => 1 / (norm + 1e-7);
    }
}
