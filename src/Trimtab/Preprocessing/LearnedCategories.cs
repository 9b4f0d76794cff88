using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>The different values that each feature of some rows has, ascending; a missing one (NaN) is the last.</summary>
/// <remarks>Texts are in the order of their column's categories.</remarks>
internal sealed class LearnedCategories
{
    private readonly float[][] _values;
    private readonly Dictionary<float, int>[] _numbers;

    public LearnedCategories(Dataset data)
    {
        Columns = [.. Enumerable.Range(0, data.FeatureLength).Select(data.ColumnAt)];
        _values = [.. Enumerable.Range(0, data.FeatureLength).Select(column => Different(data, column))];
        _numbers = [.. _values.Select(values => values.Index().ToDictionary(item => item.Item, item => item.Index))];
    }

    /// <summary>The columns, with names made up where they have none.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The different values of a column.</summary>
    public IReadOnlyList<float> Of(int column) => _values[column];

    /// <summary>The position of a value among its column's; −1 where it was not there.</summary>
    public int NumberOf(int column, float value) => _numbers[column].GetValueOrDefault(value, -1);

    /// <summary>The error of a value that was not there.</summary>
    public TrimtabException Unknown(Dataset data, int row, int column, string remedy)
    {
        var given = data.ColumnAt(column);
        var known = Of(column).Select(known => Columns[column].TextOf(known)).ToList();
        return new($"Categories must be among those of the training rows, {string.Join(", ", known.Take(20))}"
            + (known.Count > 20 ? Invariant($", … ({known.Count} in all)") : "")
            + Invariant($". Row {row} has '{given.TextOf(data.FeaturesOf(row)[column])}' in column '{given.Name}': {remedy}"));
    }

    private static float[] Different(Dataset data, int column)
    {
        var different = new HashSet<float>();
        for (int row = 0; row < data.Count; row++)
        {
            different.Add(data.FeaturesOf(row)[column] + 0f); // −0 is 0
        }

        return [.. different.OrderBy(float.IsNaN).ThenBy(value => value)];
    }
}
