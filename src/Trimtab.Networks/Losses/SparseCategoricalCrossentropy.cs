using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>-log p of the true class, for targets that are class numbers in one column.</summary>
/// <remarks>
/// As in Keras 2, predictions are cut to [1e-7, 1 - 1e-7] (no gradient outside) and then divided by their sum;
/// after a softmax it is computed from the softmax's input x, as log Σ exp(x) - x, and nothing is cut.
/// </remarks>
[Named("sparse_categorical_crossentropy")]
public sealed record SparseCategoricalCrossentropy : Loss
{
    /// <inheritdoc/>
    public override Activation? Fused => new Softmax();

    /// <summary>1: the class number.</summary>
    public override int TargetsFor(int outputs) => 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The target is no class number of this net.</exception>
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
            double pull = (1 / total) - (i == truth ? 1.0 / prediction[i] : 0);
            gradient[i] = Probabilities.IsInside(prediction[i]) ? (float)pull : 0;
        }

        return (float)(PortableMath.Log(total) - PortableMath.Log(Probabilities.Clip(prediction[truth])));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The target is no class number of this net.</exception>
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
        return number >= 0 && number < classes && number == target[0]
            ? number
            : throw new ArgumentException(
                Invariant($"A target must be one whole number from 0 to {classes - 1}, the class. Got {string.Join(", ", target.ToArray().Select(value => Invariant($"{value}")))}. Use categorical_crossentropy for one-hot targets."),
                nameof(target));
    }
}
