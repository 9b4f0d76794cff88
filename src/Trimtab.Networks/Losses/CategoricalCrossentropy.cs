using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Categorical cross-entropy: −Σ t log p over classes, for one-hot targets or target distributions.</summary>
/// <remarks>
/// As in Keras 2, p is the prediction divided by its sum, then clipped to [1e-7, 1 − 1e-7] (gradient 0 outside).
/// After a softmax, it is computed from logits x as Σ t (log Σ exp(x) − x), without clipping.
/// <code>
/// var model = new Sequential([8]) { new Dense(3) { Activation = "softmax" } };
/// model.Compile("adam", new CategoricalCrossentropy { LabelSmoothing = 0.1f }, "accuracy");
/// </code>
/// </remarks>
[Named("categorical_crossentropy")]
public sealed record CategoricalCrossentropy : Loss
{
    /// <summary>Label smoothing s: the target t becomes t(1 − s) + s / classes. From 0 to 1, both included. Default 0.</summary>
    public float LabelSmoothing
    {
        get;
        init => field = Setting.Between(value, 0, 1);
    }

    /// <inheritdoc/>
    public override Activation? FusedActivation => new Softmax();

    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        float total = 0;
        foreach (float share in prediction)
        {
            total += share;
        }

        double loss = 0, unclipped = 0; // Σ t over classes that are not clipped
        for (int i = 0; i < prediction.Length; i++)
        {
            float share = prediction[i] / total;
            double t = Smooth(target[i], target.Length);
            loss -= t == 0 ? 0 : t * PortableMath.Log(Probabilities.Clip(share));
            unclipped += Probabilities.IsInside(share) ? t : 0;
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            double t = Smooth(target[i], target.Length);
            gradient[i] = (float)((unclipped / total) - (Probabilities.IsInside(prediction[i] / total) ? t / prediction[i] : 0));
        }

        return (float)loss;
    }

    /// <inheritdoc/>
    public override float EvaluateLogits(ReadOnlySpan<float> target, ReadOnlySpan<float> logits, Span<float> gradient)
    {
        double logSum = Probabilities.LogSumExp(logits), loss = 0, mass = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double t = Smooth(target[i], target.Length);
            loss += t == 0 ? 0 : t * (logSum - logits[i]);
            mass += t;
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = (float)((mass * PortableMath.Exp(logits[i] - logSum)) - Smooth(target[i], target.Length));
        }

        return (float)loss;
    }

    private double Smooth(double t, int classes) =>
        LabelSmoothing == 0 ? t : (t * (1 - LabelSmoothing)) + (LabelSmoothing / (double)classes);
}
