namespace Trimtab.Networks;

/// <summary>L1 regularization: factor · Σ |w|. Drives weights to exactly 0. The derivative at 0 is 0.</summary>
[Named("l1")]
public sealed record L1 : NormRegularizer
{
    /// <summary>Coefficient of Σ |w|. 0 or more, finite. Default 0.01.</summary>
    public float Factor
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.01f;

    /// <inheritdoc/>
    private protected override (float L1, float L2) Coefficients => (Factor, 0);
}
