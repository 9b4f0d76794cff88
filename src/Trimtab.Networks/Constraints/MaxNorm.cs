namespace Trimtab.Networks;

/// <summary>The norm of each unit's incoming weights is at most <see cref="MaxValue"/>: w · min(norm, max) / (norm + 1e-7), as in Keras.</summary>
/// <remarks>
/// Incoming weights share the last index: a dense layer's column, a convolution's whole filter over row, column and channels in.
/// Source: Srivastava et al., "Dropout" (JMLR 2014), section 5.1.
/// </remarks>
[Named("max_norm")]
public sealed record MaxNorm : Constraint
{
    /// <summary>The greatest norm. 0 or more, finite. Default 2.</summary>
    public float MaxValue
    {
        get;
        init => field = value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxValue must be 0 or more and finite.");
    } = 2;

    /// <inheritdoc/>
    public override void Apply(Span<float> weights, Shape shape) => IncomingWeights.Rescale(new Rule(MaxValue), weights, shape);

    private readonly struct Rule(double max) : INormRule
    {
        public double FactorOf(double norm) => Math.Min(norm, max) / (norm + 1e-7);
    }
}
