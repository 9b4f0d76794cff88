using System.Runtime.InteropServices;
using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>The categories of each feature of some rows: the values that they have, or given ones; a missing one is the last.</summary>
/// <remarks>Values ascend; texts are in the order of their column's categories. Immutable; thread-safe.</remarks>
internal sealed class LearnedCategories
{
    private readonly Column[] _columns;

    private LearnedCategories(Column[] columns) => _columns = columns;

    /// <summary>Learns the categories of each column.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="given">Categories of some of the columns, in their order.</param>
    /// <param name="refusesUnknown">Whether the rows must have no value that is none of those.</param>
    /// <exception cref="TrimtabException">They have one.</exception>
    public static LearnedCategories Of(Dataset data, CategoryLists given, bool refusesUnknown) => new(
    [
        .. Enumerable.Range(0, data.FeatureLength).Select(column => given.TryGetValue(data.NameOf(column), out var categories)
            ? Given(data, column, categories, refusesUnknown)
            : Found(data, column)),
    ]);

    /// <summary>Refuses categories that are given for a column that is not there.</summary>
    /// <exception cref="UnknownNameException">There is one.</exception>
    public static void RequireColumns(Dataset data, CategoryLists given)
    {
        if (given.Count > 0)
        {
            string[] names = [.. Enumerable.Range(0, data.FeatureLength).Select(data.NameOf)];
            foreach (string name in given.Keys.Except(names))
            {
                throw new UnknownNameException("column", name, names);
            }
        }
    }

    /// <summary>The categories of a column as texts, in their order; <c>nan</c> for a missing value.</summary>
    public IReadOnlyList<string> TextsOf(int column) => _columns[column].Texts;

    /// <summary>The position of each value of a column among its categories; NaN is a missing one.</summary>
    public IReadOnlyDictionary<float, int> NumbersOf(int column) => _columns[column].Numbers;

    /// <summary>Whether a column has a category that no row had, which other rows may have by its text.</summary>
    public bool HasUnseen(int column) => _columns[column].Numbers.Count < _columns[column].Texts.Length;

    /// <summary>In how many rows each category of a column is.</summary>
    public IReadOnlyList<int> CountsOf(int column) => _columns[column].Counts;

    /// <summary>How many categories a column has without that of missing values.</summary>
    public int PresentOf(int column) => _columns[column].Texts.Length - (_columns[column].Numbers.ContainsKey(float.NaN) ? 1 : 0);

    /// <summary>The position of a value among its column's categories; −1 where it is none.</summary>
    public int NumberOf(Dataset data, int row, int column)
    {
        float value = data.FeaturesOf(row)[column];
        var learned = _columns[column];
        return learned.Numbers.TryGetValue(value, out int number) ? number
            : learned.ByText is { } texts && !float.IsNaN(value) ? texts.GetValueOrDefault(data.ColumnAt(column).TextOf(value), -1)
            : -1;
    }

    /// <summary>The error of a value that is no category.</summary>
    public TrimtabException Unknown(Dataset data, int row, int column, string remedy)
    {
        var given = data.ColumnAt(column);
        return Unknown("of the training rows", TextsOf(column), given, given.TextOf(data.FeaturesOf(row)[column]), row, remedy);
    }

    private static Column Found(Dataset data, int column)
    {
        var counts = Counts(data, column);
        float[] values = [.. counts.Keys.OrderBy(float.IsNaN).ThenBy(value => value)];
        var known = data.ColumnAt(column);
        return new(
            [.. values.Select(value => known.TextOf(value))],
            [.. values.Select(value => counts[value].Count)],
            values.Index().ToDictionary(item => item.Item, item => item.Index),
            null);
    }

    private static Column Given(Dataset data, int column, IReadOnlyList<string> categories, bool refusesUnknown)
    {
        var known = data.ColumnAt(column);
        var byText = categories.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        string[] texts = [.. categories];
        int[] rows = new int[texts.Length + 1];
        var numbers = new Dictionary<float, int>();
        foreach (var (value, (count, first)) in Counts(data, column))
        {
            string text = known.TextOf(value);
            if (float.IsNaN(value))
            {
                texts = [.. texts, text];
                (numbers[value], rows[^1]) = (categories.Count, count);
            }
            else if (byText.TryGetValue(text, out int number))
            {
                (numbers[value], rows[number]) = (number, count);
            }
            else if (refusesUnknown)
            {
                throw Unknown("that are given", categories, known, text, first, "add it to Categories, or set HandleUnknown.");
            }
        }

        return new(texts, rows[..texts.Length], numbers, byText);
    }

    /// <summary>The different values of a column, in how many rows each is, and the first of these.</summary>
    private static Dictionary<float, (int Count, int First)> Counts(Dataset data, int column)
    {
        var counts = new Dictionary<float, (int Count, int First)>();
        for (int row = 0; row < data.Count; row++)
        {
            ref var counted = ref CollectionsMarshal.GetValueRefOrAddDefault(
                counts, data.FeaturesOf(row)[column] + 0f, out bool exists); // −0 is 0
            counted = exists ? (counted.Count + 1, counted.First) : (1, row);
        }

        return counts;
    }

    private static TrimtabException Unknown(
        string which, IReadOnlyList<string> known, FeatureColumn column, string text, int row, string remedy) => new(
        $"Categories must be among those {which}, {string.Join(", ", known.Take(20))}"
        + (known.Count > 20 ? Invariant($", … ({known.Count} in all)") : "")
        + Invariant($". Row {row} has '{text}' in column '{column.Name}': {remedy}"));

    /// <param name="Texts">The categories, in their order.</param>
    /// <param name="Counts">In how many rows each is.</param>
    /// <param name="Numbers">Positions of values.</param>
    /// <param name="ByText">Positions of texts, also of those that the rows do not have; null where none are given.</param>
    private sealed record Column(string[] Texts, int[] Counts, Dictionary<float, int> Numbers, Dictionary<string, int>? ByText);
}
