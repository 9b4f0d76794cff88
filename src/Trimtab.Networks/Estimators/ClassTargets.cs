using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Conversion of class labels to the targets that a net's loss requires.</summary>
internal static class ClassTargets
{
    /// <summary>
    /// The rows with class numbers of the net. Other whole numbers, as 2 and 7, become the numbers of their classes in ascending order
    /// where these are as many as the net has; they are the labels of the result then.
    /// </summary>
    /// <param name="model">The net.</param>
    /// <param name="data">The rows to learn from.</param>
    /// <param name="known">Class numbers of all rows of a search, so that its folds number alike; null where that is not known.</param>
    /// <exception cref="TrimtabException">A label is not a class of the net.</exception>
    public static Dataset Numbered(NeuralNetwork model, Dataset data, IReadOnlyList<double>? known = null)
    {
        RequireLabels(model, data);
        int classes = Math.Max(model.OutputShape.Size, 2);
        if (known?.Count == classes && (known[0] != 0 || known[^1] != classes - 1) && LabelsOf(known) is { } all)
        {
            return NumberedBy(data, all);
        }

        int wrong = WrongRow(data, classes);
        if (wrong < 0)
        {
            return data;
        }

        if (data.Classes is null && LabelsOf(data.Labels()) is { } labels && labels.Count == classes)
        {
            return NumberedBy(data, labels);
        }

        string net = model.OutputShape.Size == 1 ? "1 output" : Invariant($"{model.OutputShape.Size} outputs");
        throw new TrimtabException(
            Invariant($"A net of {net} requires labels from 0 to {classes - 1}. Row {wrong} has {data.TargetsOf(wrong)[0]}: ")
            + Invariant($"number the classes from 0, or give whole numbers of {classes} classes in all."));
    }

    /// <summary>Rows to validate on with the class numbers of those that are learned from: the same label has the same number.</summary>
    /// <param name="model">The net.</param>
    /// <param name="data">The rows to validate on.</param>
    /// <param name="given">The rows that are learned from, as they were given.</param>
    /// <param name="numbered">The same with class numbers of the net.</param>
    /// <exception cref="TrimtabException">A label is not a class of the net, or none that is learned.</exception>
    public static Dataset NumberedLike(NeuralNetwork model, Dataset data, Dataset given, Dataset numbered) =>
        (data.Classes, numbered.Classes) switch
        {
            (null, { } labels) when data.Outputs == 1 && !ReferenceEquals(given, numbered) => NumberedBy(data, labels),
            ({ } own, { } labels) when !own.Equals(labels) => data.WithTargets(
                [.. own.LabelsOf<object>(data.Labels()).Select(label => (double)labels.NumberLike(label))], 1, labels),
            _ => Numbered(model, data),
        };

    /// <summary>The rows with one-hot targets if the loss requires as many targets as outputs.</summary>
    /// <param name="model">The net.</param>
    /// <param name="numbered">Rows with class numbers of the net.</param>
    public static Dataset For(NeuralNetwork model, Dataset numbered) =>
        Columns(model, numbered) > numbered.Outputs ? numbered.OneHot(model.OutputShape.Size) : numbered;

    /// <summary>Targets per row returned by <see cref="For"/>.</summary>
    public static int Columns(NeuralNetwork model, Dataset data) =>
        data.Outputs == 1 && model.Settings is { } settings ? settings.Loss.TargetsFor(model.OutputShape.Size) : data.Outputs;

    /// <summary>Refuses labelled rows of fewer classes than the net has: it could predict one without a label.</summary>
    private static void RequireLabels(NeuralNetwork model, Dataset data)
    {
        if (data.Classes is { } labels && labels.Count < model.OutputShape.Size)
        {
            throw new TrimtabException(Invariant($"A net of {model.OutputShape.Size} outputs must learn from rows of as many classes. ")
                + Invariant($"Got {labels.Count}, {labels}: give the last layer an output a class, ")
                + "or one for two classes.");
        }
    }

    /// <summary>The first row whose label is no class number below <paramref name="classes"/>; -1 where there is none.</summary>
    private static int WrongRow(Dataset data, int classes)
    {
        for (int row = 0; row < data.Count && data.Outputs == 1; row++)
        {
            double label = data.TargetsOf(row)[0];
            if (label < 0 || label >= classes || label != Math.Floor(label))
            {
                return row;
            }
        }

        return -1;
    }

    /// <summary>The different labels where all are whole numbers.</summary>
    private static ClassLabels? LabelsOf(IReadOnlyList<double> labels) =>
        labels.All(label => double.IsInteger(label) && Math.Abs(label) < int.MaxValue)
            ? ClassLabels.Of(labels.Select(label => (int)label))
            : null;

    private static Dataset NumberedBy(Dataset data, ClassLabels labels) =>
        data.WithTargets([.. data.Labels().Select(label => (double)labels.NumberLike(label))], 1, labels);
}
