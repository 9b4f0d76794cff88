using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Binary cross-entropy: the mean over outputs of −(t log(p + ε) + (1 − t) log(1 − p + ε)), ε = 1e-7.</summary>
/// <remarks>
/// As in Keras 2, p is the prediction clipped to [ε, 1 − ε] (gradient 0 outside), and ε is added again in the logarithms (not in Keras 3).
/// After a sigmoid, it is computed from logits x as max(x, 0) − xt + log(1 + e^-|x|), without clipping.
/// <code>
/// var model = new Sequential([8]) { new Dense(1) { Activation = "sigmoid" } };
/// model.Compile("adam", new BinaryCrossentropy { LabelSmoothing = 0.1f }, "accuracy");
/// </code>
/// </remarks>
[Named("binary_crossentropy")]
public sealed record BinaryCrossentropy : Loss
{
    /// <summary>Label smoothing s: the target t becomes t(1 − s) + s / 2. From 0 to 1, both included. Default 0.</summary>
    public float LabelSmoothing
    {
        get;
        init => field = Setting.Between(value, 0, 1);
    }

    /// <inheritdoc/>
    public override Activation? FusedActivation => new Sigmoid();

    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        double loss = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            double p = Probabilities.Clip(prediction[i]), t = Smooth(target[i]);
            double hit = p + Probabilities.Epsilon, miss = 1 - p + Probabilities.Epsilon;
            loss -= (t * PortableMath.Log(hit)) + ((1 - t) * PortableMath.Log(miss));
            if (!gradient.IsEmpty)
            {
                gradient[i] = Probabilities.IsInside(prediction[i]) ? (float)((((1 - t) / miss) - (t / hit)) / prediction.Length) : 0;
            }
        }

        return (float)(loss / prediction.Length);
    }

    /// <inheritdoc/>
    public override float EvaluateLogits(ReadOnlySpan<float> target, ReadOnlySpan<float> logits, Span<float> gradient)
    {
        double loss = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double x = logits[i], t = Smooth(target[i]), power = PortableMath.Exp(-Math.Abs(x));
            loss += Math.Max(x, 0) - (x * t) + PortableMath.Log(1 + power);
            if (!gradient.IsEmpty)
            {
                double sigmoid = (x >= 0 ? 1 : power) / (1 + power);
                gradient[i] = (float)((sigmoid - t) / logits.Length);
            }
        }

        return (float)(loss / logits.Length);
    }

    private double Smooth(double t) => (t * (1 - LabelSmoothing)) + (LabelSmoothing / 2.0);
}
