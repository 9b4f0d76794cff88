using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>
/// Categorical focal cross-entropy: −Σ α (1 − p)^γ t log p over classes, for one-hot targets t: classes that are predicted well weigh less.
/// </summary>
/// <remarks>
/// As in Keras 2, p is the prediction divided by its sum, then clipped to [1e-7, 1 − 1e-7] (gradient 0 outside), also after a softmax.
/// Source: Lin et al., "Focal Loss for Dense Object Detection" (2017).
/// <code>
/// var model = new Sequential([8]) { new Dense(3) { Activation = "softmax" } };
/// model.Compile("adam", new CategoricalFocalCrossentropy { Gamma = 1 }, "accuracy");
/// </code>
/// </remarks>
[Named("categorical_focal_crossentropy")]
public sealed record CategoricalFocalCrossentropy : Loss
{
    /// <summary>Exponent γ by which what is predicted well weighs less, 0 or more, finite; at 0 all weigh the same. Default 2.</summary>
    public float Gamma
    {
        get;
        init => field = Setting.Finite(Setting.AtLeast(value, 0));
    } = 2;

    /// <summary>Factor α on the whole loss, from 0 to 1, both included. Default 0.25.</summary>
    public float Alpha
    {
        get;
        init => field = Setting.Between(value, 0, 1);
    } = 0.25f;

    /// <summary>Label smoothing s: the target t becomes t(1 − s) + s / classes. From 0 to 1, both included. Default 0.</summary>
    public float LabelSmoothing
    {
        get;
        init => field = Setting.Between(value, 0, 1);
    }

    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        float total = 0;
        foreach (float share in prediction)
        {
            total += share;
        }

        double loss = 0, mean = 0; // mean: Σ p · the derivative by p, from the division by the sum
        for (int i = 0; i < prediction.Length; i++)
        {
            double p = Probabilities.Clip(prediction[i] / total), t = Smooth(target[i], target.Length);
            loss -= t == 0 ? 0 : Alpha * PortableMath.Pow(1 - p, Gamma) * t * PortableMath.Log(p);
            mean += prediction[i] / total * Slope(t, prediction[i] / total);
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = (float)((Slope(Smooth(target[i], target.Length), prediction[i] / total) - mean) / total);
        }

        return (float)loss;
    }

    /// <summary>Derivative of a class's loss with respect to its share of the predictions.</summary>
    private double Slope(double t, float share)
    {
        if (t == 0 || !Probabilities.IsInside(share))
        {
            return 0;
        }

        double rest = 1 - (double)share, factor = PortableMath.Pow(rest, Gamma);
        double bend = Gamma == 0 ? 0 : Gamma * PortableMath.Pow(rest, Gamma - 1) * PortableMath.Log(share);
        return Alpha * t * (bend - (factor / share));
    }

    private double Smooth(double t, int classes) =>
        LabelSmoothing == 0 ? t : (t * (1 - LabelSmoothing)) + (LabelSmoothing / (double)classes);
}
