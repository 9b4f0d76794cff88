namespace Trimtab.Data;

/// <summary>Makes features of a table as those of other rows: the same columns, texts by the same numbers.</summary>
internal static class LikeDataset
{
    public static Dataset Make(DataFrame frame, Dataset other, IReadOnlyList<string> targets)
    {
        if (other.Columns.Count == 0)
        {
            throw new TrimtabException("Rows that others are made like must have names for their features. "
                + "These have none: make them of a table, or give them Columns.");
        }

        FrameColumn[] features = [.. other.Columns.Select(column => Like(frame[column.Name], column))];
        FeatureColumn[] columns =
        [
            .. features.Select(column => new FeatureColumn(column.Name) { Categories = (column as TextColumn)?.Categories }),
        ];
        float[] numbers = FrameFeatures.Numbers(features, frame.Count);
        if (targets.Count == 0)
        {
            return new(numbers, [features.Length]) { Columns = columns };
        }

        double[][] each = [.. targets.Select(target => Targets(frame[target], other.Classes))];
        double[] all = [.. Enumerable.Range(0, frame.Count).SelectMany(row => each.Select(target => target[row]))];
        return new(numbers, [features.Length], all, targets.Count) { Columns = columns, Classes = other.Classes };
    }

    private static FrameColumn Like(FrameColumn column, FeatureColumn known) => (column, known.Categories) switch
    {
        (NumberColumn, null) => column,
        (TextColumn texts, { } categories) => WithCategories(texts, categories),
        _ when column.Missing == column.Count => known.Categories is { } categories
            ? new TextColumn(column.Name, [.. Enumerable.Repeat(-1, column.Count)], [.. categories])
            : new NumberColumn(column.Name, [.. Enumerable.Repeat(double.NaN, column.Count)]),
        (NumberColumn numbers, { } categories) => WithCategories(
            TextColumn.Of(column.Name, Enumerable.Range(0, column.Count).Select(row => TextOf(numbers[row]))), categories),
        _ => throw new TrimtabException($"Column '{column.Name}' must have numbers, as the one that was learned from. "
            + $"It is of kind {column.Kind}."),
    };

    private static string? TextOf(object? value) => value is null ? null : Invariant($"{value}");

    /// <summary>The texts by the numbers of <paramref name="known"/>; others come after those.</summary>
    private static TextColumn WithCategories(TextColumn texts, IReadOnlyList<string> known)
    {
        string[] all = [.. known, .. texts.Categories.Except(known)];
        var numbers = all.Index().ToDictionary(item => item.Item, item => item.Index);
        int[] places = [.. texts.Categories.Select(text => numbers[text])];
        return new(texts.Name, [.. texts.Codes.ToArray().Select(code => code < 0 ? -1 : places[code])], all);
    }

    private static double[] Targets(FrameColumn column, ClassLabels? classes)
    {
        double[] targets = new double[column.Count];
        for (int row = 0; row < targets.Length; row++)
        {
            object value = column[row] ?? throw new TrimtabException(
                Invariant($"Every row must have a target. Row {row} has none in column '{column.Name}'."));
            targets[row] = classes is not null ? classes.NumberLike(value)
                : value as double? ?? throw new TrimtabException(
                    $"A target must be a number, as those that were learned from. Column '{column.Name}' is of kind {column.Kind}.");
        }

        return targets;
    }
}
