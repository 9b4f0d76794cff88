using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>True classes of rows by the numbers of predictions: the same label has the same number.</summary>
/// <remarks>As scikit-learn, which compares labels. Decision 62.</remarks>
internal static class TrueClasses
{
    /// <summary>The class number of each row as predictions number it.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="prediction">Their predictions.</param>
    /// <param name="mayBeUnlearned">Whether rows may be of a class that was not learned, which is then never predicted right.</param>
    /// <exception cref="TrimtabException">A row is of a class that was not learned, or its label can't be compared.</exception>
    public static double[] Of(Dataset data, Prediction prediction, bool mayBeUnlearned)
    {
        double[] numbers = data.Labels();
        if (data.Classes is not { } own || prediction.Classes.Count == 0 || AreNumberedAlike(own, prediction))
        {
            return numbers;
        }

        double?[] places = [.. own.Select(label => PlaceOf(label, prediction))];
        for (int row = 0; row < numbers.Length; row++)
        {
            double number = numbers[row];
            if (!double.IsInteger(number) || number < 0 || number >= own.Count)
            {
                continue; // no class of these rows: it has no label
            }

            numbers[row] = places[(int)number] ?? (mayBeUnlearned
                ? UnlearnedNumber(number, prediction)
                : throw Unlearned(row, own[(int)number], prediction));
        }

        return numbers;
    }

    /// <summary>Whether the numbers mean the same: equal labels, or predictions without labels of numbers that the rows know.</summary>
    private static bool AreNumberedAlike(ClassLabels own, Prediction prediction) => prediction.Labels is { } learned
        ? own.Equals(learned) && prediction.Classes.Take(learned.Count).Index().All(item => item.Item == item.Index)
        : prediction.Classes.All(number => number >= 0 && number < own.Count);

    /// <summary>The predictions' number of a label; null where it was not learned.</summary>
    private static double? PlaceOf(object label, Prediction prediction)
    {
        if (prediction.Labels is { } learned)
        {
            return learned.PlaceLike(label) is { } place && place < prediction.Classes.Count ? prediction.Classes[place] : null;
        }

        return LabelConversion.TryConvert(label, typeof(double), out object? number) && prediction.Classes.Contains((double)number)
            ? (double)number
            : null;
    }

    /// <summary>The number of a class that was not learned: one that no prediction has.</summary>
    private static double UnlearnedNumber(double number, Prediction prediction) =>
        prediction.Classes.Contains(number) ? prediction.Classes.Max() + 1 + number : number;

    private static TrimtabException Unlearned(int row, object label, Prediction prediction)
    {
        string learned = prediction.Labels?.ToString() ?? InvariantText.Contents(prediction.Classes);
        return new(Invariant($"Rows to score must be of classes that were learned. Row {row} is of '{InvariantText.Of(label)}'; ")
            + $"learned were {learned}: leave such rows out, or learn from rows of this class.");
    }
}
