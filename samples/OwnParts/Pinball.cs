using Trimtab;
using Trimtab.Networks;

namespace OwnParts;

/// <summary>Pinball loss, whose minimum is a quantile of the targets: the mean over outputs of max(q·e, (q − 1)·e), e = t − p.</summary>
/// <remarks>Source: Koenker and Bassett, "Regression Quantiles" (1978). With q = 0.5, half the mean absolute error.</remarks>
[Named("pinball")]
public sealed record Pinball : ElementwiseLoss
{
    /// <summary>q, the quantile; above 0 and below 1. Default 0.5, the median.</summary>
    public double Quantile
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Quantile), FormattableString.Invariant($"Quantile must be above 0 and below 1. Got {value}."));
    } = 0.5;

    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double error = (double)target - prediction;
        return (Math.Max(Quantile * error, (Quantile - 1) * error), error > 0 ? -Quantile : error < 0 ? 1 - Quantile : 0);
    }
}
