using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.Preprocessing;

/// <summary>What the branches of a <see cref="ColumnTransformer"/> have learned. Immutable; thread-safe.</summary>
internal sealed class FittedColumns : FittedTransformer
{
    private readonly List<(string Name, FittedTransformer Slice, FittedSteps Steps)> _branches = [];
    private readonly FeatureColumn[] _made;

    public FittedColumns(ColumnTransformer settings, Dataset data)
        : base(data)
    {
        var used = new HashSet<int>();
        foreach (var branch in settings.Branches)
        {
            int[] positions = branch.Columns.PositionsIn(data);
            used.UnionWith(positions);
            Add(branch.Name, ColumnSlice.Of(data, positions), branch.Steps, data);
        }

        if (settings.Remainder == Remainder.Passthrough)
        {
            int[] rest = [.. Enumerable.Range(0, data.FeatureLength).Where(i => !used.Contains(i))];
            Add("remainder", ColumnSlice.Of(data, rest), [], data);
        }

        _made = _branches.Count == 0
            ? throw new TrimtabException("A ColumnTransformer must leave a column. Its branches have none of these rows' columns: "
                + "name some, or set Remainder to Passthrough.")
            : Names([.. _branches.Select(branch => (branch.Name, Part(branch, data)))]);
    }

    /// <summary>The branches: which columns each takes, and its steps. Their columns follow one another.</summary>
    public IEnumerable<(string Name, FittedTransformer Slice, FittedSteps Steps)> Branches => _branches;

    protected override Dataset Apply(Dataset data)
    {
        Dataset[] parts = [.. _branches.Select(branch => Part(branch, data))];
        int width = parts.Sum(part => part.FeatureLength);
        float[] joined = FeatureMatrix.Of(data.Count, width, nameof(ColumnTransformer));
        int first = 0;
        foreach (var part in parts)
        {
            for (int row = 0; row < data.Count; row++)
            {
                part.FeaturesOf(row).CopyTo(joined.AsSpan((row * width) + first));
            }

            first += part.FeatureLength;
        }

        return data.WithFeatures(joined, [width], [.. _made.Zip(parts.SelectMany(ColumnsOf), Named)]);
    }

    private void Add(string name, FittedTransformer? slice, Steps steps, Dataset data)
    {
        if (slice is not null)
        {
            _branches.Add((name, slice, steps.Fit(SharedSteps.Transform(slice, data))));
        }
    }

    private static Dataset Part((string Name, FittedTransformer Slice, FittedSteps Steps) branch, Dataset data) =>
        branch.Steps.Transform(SharedSteps.Transform(branch.Slice, data));

    /// <summary>The columns' names, with those of their branches before them where two are the same.</summary>
    private static FeatureColumn[] Names((string Name, Dataset Rows)[] parts)
    {
        (string Branch, FeatureColumn Column)[] all =
        [
            .. parts.SelectMany(part => ColumnsOf(part.Rows).Select(column => (part.Name, column))),
        ];
        bool clash = all.DistinctBy(item => item.Column.Name).Count() < all.Length;
        return DistinctNames.Of(
            [.. all.Select(item => clash ? item.Column with { Name = NestedName.Of(item.Branch, item.Column.Name) } : item.Column)]);
    }

    private static IEnumerable<FeatureColumn> ColumnsOf(Dataset rows) => Enumerable.Range(0, rows.FeatureLength).Select(rows.ColumnAt);

    /// <summary>A column of these rows, which may have more categories than were learned, under the name that was learned.</summary>
    private static FeatureColumn Named(FeatureColumn made, FeatureColumn given) =>
        ReferenceEquals(made.Categories, given.Categories) ? made : given with { Name = made.Name };
}
