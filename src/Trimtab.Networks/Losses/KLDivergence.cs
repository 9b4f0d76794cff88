using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Kullback–Leibler divergence: Σ t log(t / p) over outputs, for distributions t and p.</summary>
/// <remarks>
/// As in Keras 2, t and p are clipped to [1e-7, 1] (gradient 0 outside), and it is a sum over outputs, not a mean.
/// <code>
/// var model = new Sequential([8]) { new Dense(3) { Activation = "softmax" } };
/// model.Compile("adam", "kl_divergence");
/// </code>
/// </remarks>
[Named("kl_divergence", "kullback_leibler_divergence", "kld")]
public sealed record KLDivergence : Loss
{
    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        double loss = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            double t = Clip(target[i]), p = Clip(prediction[i]);
            loss += t * PortableMath.Log(t / p);
            if (!gradient.IsEmpty)
            {
                gradient[i] = prediction[i] is >= Probabilities.Epsilon and <= 1 ? (float)(-t / p) : 0;
            }
        }

        return (float)loss;
    }

    private static float Clip(float share) => Math.Clamp(share, Probabilities.Epsilon, 1);
}
