using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A trained net that predicts classes and their probabilities, or margins where its loss is of those. Thread-safe.</summary>
/// <remarks>
/// After a loss of margins (<see cref="Loss.HasMargins"/>), a single output is decided at 0, several by the largest. There are no
/// probabilities then; of two classes there are <see cref="Prediction.DecisionValues"/>.
/// </remarks>
public sealed class FittedNetworkClassifier : FittedNetwork
{
    private readonly bool _hasMargins;

    /// <param name="model">The net.</param>
    /// <param name="labels">The classes' labels; or null.</param>
    /// <param name="classes">The numbers that stand for the classes in predictions; null for 0 to k − 1.</param>
    internal FittedNetworkClassifier(NeuralNetwork model, ClassLabels? labels = null, IReadOnlyList<double>? classes = null)
        : base(model)
    {
        Classes = classes ?? [.. Enumerable.Range(0, Math.Max(model.OutputShape.Size, 2)).Select(label => (double)label)];
        Labels = labels;
        _hasMargins = model.Settings?.Loss.HasMargins == true;
    }

    /// <summary>The class numbers: 0 to k − 1, or the labels where those are other whole numbers.</summary>
    public IReadOnlyList<double> Classes { get; }

    /// <summary>The label of each of <see cref="Classes"/>; null where the rows that were learned from had none.</summary>
    public ClassLabels? Labels { get; }

    /// <summary>Accuracy: the fraction of rows whose class is predicted correctly.</summary>
    public override Scorer OwnScorer { get; } = new AccuracyScorer();

    /// <summary>The number beyond which a single output means the second class.</summary>
    internal float Threshold => _hasMargins ? 0 : 0.5f;

    /// <inheritdoc/>
    private protected override Prediction ToPrediction(float[] outputs, int rows)
    {
        double[] scores = ScoresOf(outputs, rows);
        int classes = Classes.Count;
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            values[row] = Classes[Largest(scores.AsSpan(row * classes, classes))];
        }

        return new(values)
        {
            Probabilities = _hasMargins ? null : scores,
            DecisionValues = _hasMargins && classes == 2 ? DecisionValuesOf(outputs, rows) : null,
            Classes = Classes,
            Labels = Labels,
        };
    }

    /// <summary>A number for each row and class, of which the largest decides: the outputs, or both sides of a single one.</summary>
    private double[] ScoresOf(float[] outputs, int rows) =>
        outputs.Length == rows * Classes.Count ? [.. outputs.Select(output => (double)output)]
        : _hasMargins ? [.. outputs.SelectMany(margin => new[] { -(double)margin, margin })]
        : [.. outputs.SelectMany(p => new[] { 1.0 - p, p })];

    /// <summary>The margin of the second class: the only output, or the difference of two.</summary>
    private static double[] DecisionValuesOf(float[] outputs, int rows) => outputs.Length == rows
        ? [.. outputs.Select(margin => (double)margin)]
        : [.. outputs.Chunk(2).Select(pair => (double)pair[1] - pair[0])];

    /// <summary>The first of the largest.</summary>
    private static int Largest(ReadOnlySpan<double> scores)
    {
        int largest = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            largest = scores[i] > scores[largest] ? i : largest;
        }

        return largest;
    }
}
