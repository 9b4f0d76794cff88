namespace Trimtab.Networks;

/// <summary>Mean squared error: the mean over outputs of (prediction − target)².</summary>
/// <remarks>
/// <code>
/// model.Compile("adam", "mse", "mae");
/// </code>
/// </remarks>
[Named("mean_squared_error", "mse")]
public sealed record MeanSquaredError : Loss
{
    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        double loss = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            double error = (double)prediction[i] - target[i];
            loss += error * error;
            if (!gradient.IsEmpty)
            {
                gradient[i] = (float)(2 * error / prediction.Length);
            }
        }

        return (float)(loss / prediction.Length);
    }
}
