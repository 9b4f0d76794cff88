using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>
/// Binary focal cross-entropy: the mean over outputs of the binary cross-entropy times (1 − q)^γ, with q = t·p + (1 − t)(1 − p), the
/// probability of what is true: rows that are predicted well weigh less.
/// </summary>
/// <remarks>
/// As in Keras 2: the cross-entropy is that of <see cref="BinaryCrossentropy"/>, also after a sigmoid, where both are computed from logits.
/// Source: Lin et al., "Focal Loss for Dense Object Detection" (2017).
/// <code>
/// var model = new Sequential([8]) { new Dense(1) { Activation = "sigmoid" } };
/// model.Compile("adam", new BinaryFocalCrossentropy { Gamma = 1, ApplyClassBalancing = true }, "accuracy");
/// </code>
/// </remarks>
[Named("binary_focal_crossentropy")]
public sealed record BinaryFocalCrossentropy : Loss
{
    /// <summary>
    /// Exponent γ by which what is predicted well weighs less, 0 or more, finite; at 0 the loss is the binary cross-entropy. Default 2.
    /// </summary>
    public float Gamma
    {
        get;
        init => field = Setting.Finite(Setting.AtLeast(value, 0));
    } = 2;

    /// <summary>
    /// Weight α of the positive class where classes are balanced; from 0 to 1, both included. Default 0.25.
    /// </summary>
    public float Alpha
    {
        get;
        init => field = Setting.Between(value, 0, 1);
    } = 0.25f;

    /// <summary>Whether the loss is weighted by t·α + (1 − t)(1 − α). Default false.</summary>
    public bool ApplyClassBalancing { get; init; }

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
        double sum = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            double t = Smooth(target[i]), p = Probabilities.Clip(prediction[i]);
            double hit = p + Probabilities.Epsilon, miss = 1 - p + Probabilities.Epsilon;
            double entropy = -(t * PortableMath.Log(hit)) - ((1 - t) * PortableMath.Log(miss));
            double slope = Probabilities.IsInside(prediction[i]) ? ((1 - t) / miss) - (t / hit) : 0;
            sum += Focus(t, prediction[i], 1, entropy, slope, out double derivative);
            Write(gradient, i, derivative);
        }

        return (float)(sum / prediction.Length);
    }

    /// <inheritdoc/>
    public override float EvaluateLogits(ReadOnlySpan<float> target, ReadOnlySpan<float> logits, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double x = logits[i], t = Smooth(target[i]), power = PortableMath.Exp(-Math.Abs(x));
            double p = (x >= 0 ? 1 : power) / (1 + power), entropy = Math.Max(x, 0) - (x * t) + PortableMath.Log(1 + power);
            sum += Focus(t, p, power / ((1 + power) * (1 + power)), entropy, p - t, out double derivative);
            Write(gradient, i, derivative);
        }

        return (float)(sum / logits.Length);
    }

    private static void Write(Span<float> gradient, int index, double derivative)
    {
        if (!gradient.IsEmpty)
        {
            gradient[index] = (float)(derivative / gradient.Length);
        }
    }

    /// <summary>The weighted entropy and its derivative.</summary>
    /// <param name="t">The target.</param>
    /// <param name="p">The probability.</param>
    /// <param name="dp">Derivative of the probability.</param>
    /// <param name="entropy">The cross-entropy.</param>
    /// <param name="slope">Its derivative.</param>
    /// <param name="derivative">The derivative of the result.</param>
    private double Focus(double t, double p, double dp, double entropy, double slope, out double derivative)
    {
        double rest = 1 - ((t * p) + ((1 - t) * (1 - p)));
        double weight = ApplyClassBalancing ? (t * Alpha) + ((1 - t) * (1 - Alpha)) : 1;
        double factor = PortableMath.Pow(rest, Gamma);
        double bend = Gamma == 0 || dp == 0 ? 0 : Gamma * PortableMath.Pow(rest, Gamma - 1) * ((1 - t) - t) * dp;
        derivative = weight * ((bend * entropy) + (factor * slope));
        return weight * factor * entropy;
    }

    private double Smooth(double t) => (t * (1 - LabelSmoothing)) + (LabelSmoothing / 2.0);
}
