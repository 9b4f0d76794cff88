namespace Trimtab.Networks;

/// <summary>Mean squared error: the mean over outputs of (prediction − target)².</summary>
/// <remarks>
/// <code>
/// model.Compile("adam", "mse", "mae");
/// </code>
/// </remarks>
[Named("mean_squared_error", "mse")]
public sealed record MeanSquaredError : ElementwiseLoss
{
    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double error = (double)prediction - target;
        return (error * error, 2 * error);
    }
}
