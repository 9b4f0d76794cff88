namespace Trimtab.Networks;

/// <summary>L2 regularization: factor · Σ w². Keeps weights small.</summary>
[Named("l2")]
public sealed record L2 : NormRegularizer
{
    /// <summary>Coefficient of Σ w². 0 or more, finite. Default 0.01.</summary>
    public float Factor
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.01f;

    /// <inheritdoc/>
    private protected override (float L1, float L2) Coefficients => (0, Factor);
}
