namespace Trimtab.Networks;

/// <summary>L1 and L2 regularization: l1 · Σ |w| + l2 · Σ w². The derivative of the first term at 0 is 0.</summary>
[Named("l1_l2")]
public sealed record L1L2 : NormRegularizer
{
    /// <summary>Coefficient of Σ |w|. 0 or more, finite. Default 0.01.</summary>
    public float L1
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.01f;

    /// <summary>Coefficient of Σ w². 0 or more, finite. Default 0.01.</summary>
    public float L2
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.01f;

    /// <inheritdoc/>
    private protected override (float L1, float L2) Coefficients => (L1, L2);
}
