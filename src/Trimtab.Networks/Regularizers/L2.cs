namespace Trimtab.Networks;

/// <summary><see cref="Factor"/> · Σ w²: keeps weights small.</summary>
[Named("l2")]
public sealed record L2 : Regularizer
{
    /// <summary>The price of one unit squared. 0 or more, finite. Default 0.01.</summary>
    public float Factor
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.01f;

    /// <inheritdoc/>
    public override float Penalty(ReadOnlySpan<float> weights) => (float)(Factor * Elementwise.Sum(weights, squared: true));

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient) =>
        Elementwise.Add(new SignAndSize(0, 2 * Factor), weights, gradient);
}
