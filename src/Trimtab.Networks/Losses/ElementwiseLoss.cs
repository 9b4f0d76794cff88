namespace Trimtab.Networks;

/// <summary>A loss that is the mean over a row's outputs of a function of one target and one prediction. Immutable; thread-safe.</summary>
public abstract record ElementwiseLoss : Loss
{
    /// <inheritdoc/>
    public sealed override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            var (loss, slope) = At(target[i], prediction[i]);
            sum += loss;
            if (!gradient.IsEmpty)
            {
                gradient[i] = (float)(slope / prediction.Length);
            }
        }

        return (float)(sum / prediction.Length);
    }

    /// <summary>The loss of one output, and its derivative with respect to the prediction.</summary>
    /// <param name="target">The target.</param>
    /// <param name="prediction">The prediction.</param>
    protected abstract (double Loss, double Slope) At(float target, float prediction);
}
