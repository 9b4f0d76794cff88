namespace Trimtab.Networks;

/// <summary>Huber loss: the mean over outputs of ½e² for errors |e| ≤ δ, otherwise δ|e| − ½δ².</summary>
/// <remarks>
/// Source: Huber, "Robust Estimation of a Location Parameter" (1964).
/// <code>
/// model.Compile("adam", new Huber { Delta = 2 }, "mae");
/// </code>
/// </remarks>
[Named("huber", "huber_loss")]
public sealed record Huber : Loss
{
    /// <summary>
    /// δ, the error at which the loss changes from quadratic to linear, in units of the target. Above 0, finite. Default 1.
    /// </summary>
    public float Delta
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 1;

    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        double loss = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            double error = (double)prediction[i] - target[i];
            loss += Math.Abs(error) <= Delta ? 0.5 * error * error : (Delta * Math.Abs(error)) - (0.5 * Delta * Delta);
            if (!gradient.IsEmpty)
            {
                gradient[i] = (float)(Math.Clamp(error, -Delta, Delta) / prediction.Length);
            }
        }

        return (float)(loss / prediction.Length);
    }
}
