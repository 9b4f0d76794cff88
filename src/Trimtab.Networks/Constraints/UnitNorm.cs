namespace Trimtab.Networks;

/// <summary>The norm of each unit's incoming weights is 1: w / (norm + 1e-7), as in Keras. Weights that are all 0 stay so.</summary>
/// <remarks>Incoming weights share the last index: a dense layer's column, a convolution's whole filter over row, column and channels in.</remarks>
[Named("unit_norm")]
public sealed record UnitNorm : Constraint
{
    /// <inheritdoc/>
    public override void Apply(Span<float> weights, Shape shape) => IncomingWeights.Rescale(default(Rule), weights, shape);

    private readonly struct Rule : INormRule
    {
        public double FactorOf(double norm) => 1 / (norm + 1e-7);
    }
}
