namespace Trimtab.Data;

/// <summary>Whether rows have the features that were learned, in the same order, by their names where both have some.</summary>
internal static class LearnedColumns
{
    /// <summary>Refuses rows whose features have other names than those that were learned.</summary>
    /// <param name="learned">The columns that were learned; empty where they had no names.</param>
    /// <param name="data">The rows.</param>
    /// <param name="purpose">What the rows are for: "predict".</param>
    /// <exception cref="TrimtabException">A feature has another name, or there is another number of them.</exception>
    public static void Require(IReadOnlyList<FeatureColumn> learned, Dataset data, string purpose)
    {
        if (learned.Count == 0 || data.Columns.Count == 0 || ReferenceEquals(learned, data.Columns))
        {
            return;
        }

        if (learned.Count != data.Columns.Count)
        {
            throw new TrimtabException(Rule(purpose)
                + Invariant($"Got {data.Columns.Count} features a row; {learned.Count} were learned from."));
        }

        foreach (var (known, given) in learned.Zip(data.Columns).Where(pair => pair.First.Name != pair.Second.Name).Take(1))
        {
            throw new TrimtabException(Rule(purpose) + $"Got '{given.Name}' where '{known.Name}' was learned"
                + (data.Columns.Any(column => column.Name == known.Name)
                    ? ": bring the columns into that order, by ToDatasetLike of those rows."
                    : "."));
        }
    }

    private static string Rule(string purpose) => $"Rows to {purpose} must have the columns of those that were learned from. ";
}
