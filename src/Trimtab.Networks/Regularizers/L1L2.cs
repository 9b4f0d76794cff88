namespace Trimtab.Networks;

/// <summary><see cref="L1"/> · Σ |w| + <see cref="L2"/> · Σ w². The derivative of the first at 0 is 0.</summary>
[Named("l1_l2")]
public sealed record L1L2 : Regularizer
{
    /// <summary>The price of one unit. 0 or more, finite. Default 0.01.</summary>
    public float L1
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.01f;

    /// <summary>The price of one unit squared. 0 or more, finite. Default 0.01.</summary>
    public float L2
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.01f;

    /// <inheritdoc/>
    public override float Penalty(ReadOnlySpan<float> weights) => (float)((L1 * Elementwise.Sum(weights, squared: false)) + (L2 * Elementwise.Sum(weights, squared: true)));

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient) =>
        Elementwise.Add(new SignAndSize(L1, 2 * L2), weights, gradient);
}
