using System.Globalization;
using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Predictions for some rows, in their order.</summary>
/// <param name="Values">One number a row: the class for a classifier, the value for a regressor with one output.</param>
public sealed record Prediction(double[] Values)
{
    /// <summary>n × classes, row-major: the probability of each class; <see langword="null"/> where the estimator has none.</summary>
    public double[]? Probabilities { get; init; }

    /// <summary>The class numbers the columns of <see cref="Probabilities"/> stand for, ascending. Empty for a regressor.</summary>
    public IReadOnlyList<double> Classes { get; init; } = [];

    /// <summary>
    /// One number a row, larger where more speaks for the second of two <see cref="Classes"/>, on any scale: scikit-learn's
    /// <c>decision_function</c>, such as the sum of a model's trees before it is made a probability. <c>roc_auc</c> and
    /// <c>average_precision</c> rank rows by it, as probabilities near 0 and 1 are rounded. <see langword="null"/> where the estimator has
    /// none: then they rank by <see cref="Probabilities"/>.
    /// </summary>
    public double[]? DecisionValues { get; init; }

    /// <summary>
    /// The label of each of <see cref="Classes"/>, in their order, as the rows had them that were learned from; <see langword="null"/>
    /// where they had none.
    /// </summary>
    public ClassLabels? Labels { get; init; }

    /// <summary>n × outputs, row-major, where a regressor predicts several values a row; otherwise <see langword="null"/>.</summary>
    public double[]? Outputs { get; init; }

    /// <summary>The label of each row's class: <c>prediction.LabelsAs&lt;string&gt;()</c>.</summary>
    /// <typeparam name="T">
    /// Type of the labels, or one that they can be written as: <see cref="string"/>, a type of numbers that holds them, or an enum whose
    /// members they name or number.
    /// </typeparam>
    /// <exception cref="TrimtabException">
    /// There are no labels, the predicted class has none, or a label can't be a <typeparamref name="T"/>; the message names both.
    /// </exception>
    public T[] LabelsAs<T>()
    {
        var labels = Labels ?? throw new TrimtabException("There must have been labels to learn from. "
            + "The rows had none: Values are their classes. Make rows with labels by Dataset.OfClasses or of a table.");
        var positions = Classes.Index().ToDictionary(item => item.Item, item => (double)item.Index);
        return labels.LabelsOf<T>(Values.Select(value => positions.GetValueOrDefault(value, double.NaN)));
    }

    /// <summary>The probability of one class for each row.</summary>
    /// <param name="label">The label of the class; its number where classes have no labels.</param>
    /// <exception cref="UnknownNameException">No class has the label.</exception>
    /// <exception cref="TrimtabException">There are no probabilities.</exception>
    public double[] ProbabilitiesOf(object label)
    {
        ArgumentNullException.ThrowIfNull(label);
        double[] all = Probabilities ?? throw new TrimtabException("There must be probabilities. The estimator predicted none: "
            + "take a classifier that does, such as a net that ends with softmax or sigmoid and has a cross-entropy as its loss.");
        int column = Labels?.NumberLike(label) ?? ColumnOf(label);
        return [.. Enumerable.Range(0, Values.Length).Select(row => all[(row * Classes.Count) + column])];
    }

    /// <summary>One of several values that a regressor predicts for each row.</summary>
    /// <param name="output">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public double[] OutputsAt(int output)
    {
        double[] all = Outputs ?? Values;
        int outputs = Values.Length == 0 ? 1 : all.Length / Values.Length;
        Setting.RequireIndex(output, outputs, nameof(output));
        return [.. Enumerable.Range(0, Values.Length).Select(row => all[(row * outputs) + output])];
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    private int ColumnOf(object label)
    {
        int column = label is IConvertible and not string
            ? Classes.ToList().IndexOf(Convert.ToDouble(label, CultureInfo.InvariantCulture))
            : -1;
        return column >= 0
            ? column
            : throw new UnknownNameException("class", InvariantText.Of(label), Classes.Select(number => Invariant($"{number}")));
    }
}
