namespace Trimtab.Networks;

/// <summary>Mean absolute error: the mean over outputs of |prediction − target|.</summary>
/// <remarks>
/// The derivative at an error of 0 is 0.
/// <code>
/// model.Compile("adam", "mae", "mse");
/// </code>
/// </remarks>
[Named("mean_absolute_error", "mae")]
public sealed record MeanAbsoluteError : ElementwiseLoss
{
    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double error = (double)prediction - target;
        return (Math.Abs(error), error > 0 ? 1.0 : error < 0 ? -1.0 : error);
    }
}
