namespace Trimtab.Data;

/// <summary>Makes features of a table as those of other rows: the same columns, texts by the same numbers.</summary>
internal static class LikeDataset
{
    public static Dataset Make(DataFrame frame, Dataset other, DataRoles roles)
    {
        if (other.Columns.Count == 0)
        {
            throw new TrimtabException("Rows that others are made like must have names for their features. "
                + "These have none: make them of a table, or give them Columns.");
        }

        if (roles.Features.Count + roles.Except.Count > 0)
        {
            throw new TrimtabException("Rows like others have their features. The roles have Features or Except: leave these out.");
        }

        FrameColumn[] features = [.. other.Columns.Select(column => Like(frame[column.Name], column))];
        FeatureColumn[] columns =
        [
            .. features.Select(column => new FeatureColumn(column.Name) { Categories = (column as TextColumn)?.Categories }),
        ];
        double[][] each = [.. roles.AllTargets.Select(target => Targets(frame[target], other.Classes))];
        double[] all = [.. Enumerable.Range(0, frame.Count).SelectMany(row => each.Select(target => target[row]))];
        return FrameRoles.Rows(
            frame, roles, FrameFeatures.Numbers(features, frame.Count), columns, all, each.Length > 0 ? other.Classes : null);
    }

    /// <summary>
    /// The roles of rows like others: groups and weights are in the columns that those had. Where nothing is scored they may be missing,
    /// and groups may always.
    /// </summary>
    public static DataRoles RolesOf(DataFrame frame, Dataset other, IReadOnlyList<string> targets) => new()
    {
        Target = targets is [var single] ? single : null,
        Targets = targets.Count == 1 ? [] : targets,
        Groups = other.Roles?.Groups is { } groups && frame.Has(groups) ? groups : null,
        Weights = other.Roles?.Weights is { } weights && (targets.Count > 0 || frame.Has(weights)) ? weights : null,
    };

    private static FrameColumn Like(FrameColumn column, FeatureColumn known) => (column, known.Categories) switch
    {
        (NumberColumn, null) => column,
        (TextColumn texts, { } categories) => WithCategories(texts, categories),
        _ when column.Missing == column.Count => known.Categories is { } categories
            ? new TextColumn(column.Name, [.. Enumerable.Repeat(-1, column.Count)], [.. categories])
            : new NumberColumn(column.Name, [.. Enumerable.Repeat(double.NaN, column.Count)]),
        (_, not null) => throw new TrimtabException($"Column '{column.Name}' must have texts, as the rows that were learned from have. "
            + $"It was read as {column.Kind}, which does not keep how its values are written: "
            + "set Like of the reading to those rows, or give the values as texts."),
        _ => throw new TrimtabException($"Column '{column.Name}' must have numbers, as the rows that were learned from have. "
            + $"It is of kind {column.KindText}."),
    };

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
        FrameRoles.RequireTargets(column);
        double[] targets = new double[column.Count];
        for (int row = 0; row < targets.Length; row++)
        {
            object value = column[row]!;
            targets[row] = classes is not null ? classes.NumberLike(value)
                : value is double or bool ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
                : throw new TrimtabException("A target must be a number, as those that were learned from. "
                    + $"Column '{column.Name}' is of kind {column.KindText}.");
        }

        return targets;
    }
}
