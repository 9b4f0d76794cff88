namespace Trimtab.Networks;

/// <summary>Mean absolute error: the mean over outputs of |prediction − target|.</summary>
/// <remarks>
/// The derivative at an error of 0 is 0.
/// <code>
/// model.Compile("adam", "mae", "mse");
/// </code>
/// </remarks>
[Named("mean_absolute_error", "mae")]
public sealed record MeanAbsoluteError : Loss
{
    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        double loss = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            double error = (double)prediction[i] - target[i];
            loss += Math.Abs(error);
            if (!gradient.IsEmpty)
            {
                gradient[i] = (float)((error > 0 ? 1.0 : error < 0 ? -1.0 : error) / prediction.Length);
            }
        }

        return (float)(loss / prediction.Length);
    }
}
