namespace Trimtab.Networks;

/// <summary>Mean absolute percentage error: the mean over outputs of 100 · |prediction − target| / |target|, in percent.</summary>
/// <remarks>
/// As in Keras 2, a target nearer to 0 than 1e-7 counts as 1e-7 in the denominator. The derivative at an error of 0 is 0.
/// <code>
/// model.Compile("adam", "mape");
/// </code>
/// </remarks>
[Named("mean_absolute_percentage_error", "mape")]
public sealed record MeanAbsolutePercentageError : ElementwiseLoss
{
    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double error = (double)prediction - target, scale = 100 / Math.Max(Math.Abs((double)target), Probabilities.Epsilon);
        return (Math.Abs(error) * scale, error > 0 ? scale : error < 0 ? -scale : error);
    }
}
