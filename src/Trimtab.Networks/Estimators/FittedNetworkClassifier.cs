using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A trained net that predicts classes and their probabilities. Thread-safe.</summary>
public sealed class FittedNetworkClassifier : FittedNetwork
{
    /// <param name="model">The net.</param>
    /// <param name="labels">The classes' labels; or null.</param>
    /// <param name="classes">The numbers that stand for the classes in predictions; null for 0 to k − 1.</param>
    internal FittedNetworkClassifier(NeuralNetwork model, ClassLabels? labels = null, IReadOnlyList<double>? classes = null)
        : base(model)
    {
        Classes = classes ?? [.. Enumerable.Range(0, Math.Max(model.OutputShape.Size, 2)).Select(label => (double)label)];
        Labels = labels;
    }

    /// <summary>The class numbers: 0 to k − 1, or the labels where those are other whole numbers.</summary>
    public IReadOnlyList<double> Classes { get; }

    /// <summary>The label of each of <see cref="Classes"/>; null where the rows that were learned from had none.</summary>
    public ClassLabels? Labels { get; }

    /// <summary>Accuracy: the fraction of rows whose class is predicted correctly.</summary>
    public override Scorer OwnScorer { get; } = new AccuracyScorer();

    /// <inheritdoc/>
    private protected override Prediction ToPrediction(float[] outputs, int rows)
    {
        int classes = Classes.Count;
        double[] probabilities = outputs.Length == rows * classes
            ? [.. outputs.Select(p => (double)p)]
            : [.. outputs.SelectMany(p => new[] { 1.0 - p, p })];
        double[] labels = new double[rows];
        for (int row = 0; row < labels.Length; row++)
        {
            var ofRow = probabilities.AsSpan(row * classes, classes);
            labels[row] = Classes[ofRow.IndexOf(Maximum(ofRow))];
        }

        return new(labels) { Probabilities = probabilities, Classes = Classes, Labels = Labels };
    }

    private static double Maximum(ReadOnlySpan<double> values)
    {
        double maximum = values[0];
        foreach (double value in values)
        {
            maximum = value > maximum ? value : maximum;
        }

        return maximum;
    }
}
