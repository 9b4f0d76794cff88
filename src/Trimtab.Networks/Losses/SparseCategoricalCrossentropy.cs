using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Sparse categorical cross-entropy: −log p of the true class, for targets that are class numbers.</summary>
/// <remarks>
/// As in Keras 2, predictions are clipped to [1e-7, 1 − 1e-7] (gradient 0 outside), then divided by their sum.
/// After a softmax, it is computed from logits x as log Σ exp(x) − x, without clipping.
/// <code>
/// var model = new Sequential([8]) { new Dense(3) { Activation = "softmax" } };
/// model.Compile("adam", "sparse_categorical_crossentropy", "accuracy");
/// </code>
/// </remarks>
[Named("sparse_categorical_crossentropy")]
public sealed record SparseCategoricalCrossentropy : Loss
{
    /// <inheritdoc/>
    public override Activation? FusedActivation => new Softmax();

    /// <summary>Number of targets per row: 1, the class number.</summary>
    public override int TargetsFor(int outputs) => 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The target is not a class number of the net.</exception>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        int truth = ClassOf(target, prediction.Length);
        double total = 0;
        foreach (float p in prediction)
        {
            total += Probabilities.Clip(p);
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            double derivative = (1 / total) - (i == truth ? 1.0 / prediction[i] : 0);
            gradient[i] = Probabilities.IsInside(prediction[i]) ? (float)derivative : 0;
        }

        return (float)(PortableMath.Log(total) - PortableMath.Log(Probabilities.Clip(prediction[truth])));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The target is not a class number of the net.</exception>
    public override float EvaluateLogits(ReadOnlySpan<float> target, ReadOnlySpan<float> logits, Span<float> gradient)
    {
        int truth = ClassOf(target, logits.Length);
        double logSum = Probabilities.LogSumExp(logits);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = (float)(PortableMath.Exp(logits[i] - logSum) - (i == truth ? 1 : 0));
        }

        return (float)(logSum - logits[truth]);
    }

    private static int ClassOf(ReadOnlySpan<float> target, int classes)
    {
        int number = target.Length == 1 ? (int)target[0] : -1;
        if (number >= 0 && number < classes && number == target[0])
        {
            return number;
        }

        string got = string.Join(", ", target.ToArray().Select(value => Invariant($"{value}")));
        throw new ArgumentException(
            Invariant($"A target must be one integer from 0 to {classes - 1}, the class. Got {got}. ")
            + "Use categorical_crossentropy for one-hot targets.",
            nameof(target));
    }
}
