namespace Trimtab.Networks;

/// <summary>The mean over the outputs of ½e² where |e| is at most <see cref="Delta"/>, otherwise δ|e| - ½δ²: squared for small errors e, linear for large ones.</summary>
/// <remarks>Source: Huber, "Robust Estimation of a Location Parameter" (1964).</remarks>
[Named("huber", "huber_loss")]
public sealed record Huber : Loss
{
    /// <summary>Where the line begins. Above 0, finite. In the units of the target. Default 1.</summary>
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
