namespace Trimtab.Networks;

/// <summary><see cref="Factor"/> · Σ |w|: drives weights to 0. The derivative at 0 is 0.</summary>
[Named("l1")]
public sealed record L1 : Regularizer
{
    /// <summary>The price of one unit. 0 or more, finite. Default 0.01.</summary>
    public float Factor
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.01f;

    /// <inheritdoc/>
    public override float Penalty(ReadOnlySpan<float> weights) => (float)(Factor * Elementwise.Sum(weights, squared: false));

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient) =>
        Elementwise.Add(new SignAndSize(Factor, 0), weights, gradient);
}
