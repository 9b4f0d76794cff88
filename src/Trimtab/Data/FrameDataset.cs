namespace Trimtab.Data;

/// <summary>Makes features, targets and groups of a table's columns.</summary>
internal sealed class FrameDataset(DataFrame frame, DataRoles roles)
{
    /// <summary>As many rows and different texts may be an identifier as well as categories.</summary>
    private const int FewRows = 50;

    public Dataset Make()
    {
        FrameColumn[] features = [.. Features()];
        FeatureColumn[] columns = [.. features.Select(column => FrameFeatures.ColumnOf(column))];
        float[] numbers = FrameFeatures.Numbers(features, frame.Count);
        var names = roles.AllTargets;
        var (targets, classes) = names.Count == 0 ? ([], null)
            : roles.Target is { } target ? Targets(frame[target])
            : (SeveralTargets([.. names.Select(name => frame[name])]), null);
        return FrameRoles.Rows(frame, roles, numbers, columns, targets, classes);
    }

    private List<FrameColumn> Features()
    {
        string[] others = [.. roles.AllTargets, .. ((string?[])[roles.Groups, roles.Weights]).OfType<string>(), .. roles.Except];
        foreach (string name in others)
        {
            _ = frame[name]; // it must be there
        }

        if (roles.Features.Intersect(others).FirstOrDefault() is { } twice)
        {
            throw new TrimtabException(
                $"A feature must be nothing else. '{twice}' is named as one and as target, groups, weights or exception.");
        }

        var chosen = roles.Features.Count > 0
            ? roles.Features.Select(name => frame[name])
            : frame.Columns.Where(column => !others.Contains(column.Name)).Select(CertainCategories);
        return chosen.ToList() is { Count: > 0 } features
            ? features
            : throw new TrimtabException(
                "There must be features to learn from. No column is left beside target, groups, weights and exceptions.");
    }

    /// <summary>Refuses texts that may be no categories among columns that were not chosen by name: numbers but for a few, names.</summary>
    private static FrameColumn CertainCategories(FrameColumn column) =>
        column.Hint is { } hint
            ? throw new TrimtabException("Texts to learn from must be categories. "
                + $"Column '{column.Name}' has {hint}: correct them or add them to MissingTexts when you read it, "
                + "or name the column in Features if these are categories.")
        : column is TextColumn texts && texts.Count >= FewRows && texts.Categories.Count > texts.Count / 2
            ? throw new TrimtabException("Texts to learn from must be categories. "
                + Invariant($"Column '{column.Name}' has {texts.Categories.Count} different texts in {texts.Count} rows, ")
                + "as names and free text have: leave it out by Except, or name it in Features.")
            : column;

    private static double[] SeveralTargets(FrameColumn[] columns)
    {
        double[] targets = new double[columns[0].Count * columns.Length];
        foreach (var (i, column) in columns.Index())
        {
            FrameRoles.RequireTargets(column);
            var numbers = column as NumberColumn
                ?? throw new TrimtabException("Several targets must be numbers each. "
                    + $"Column '{column.Name}' is of kind {column.KindText}: predict it alone, as Target.");
            for (int row = 0; row < column.Count; row++)
            {
                targets[(row * columns.Length) + i] = numbers.Values[row];
            }
        }

        return targets;
    }

    private (double[] Targets, ClassLabels? Classes) Targets(FrameColumn column)
    {
        FrameRoles.RequireTargets(column);
        switch (column)
        {
            case TextColumn { Hint: { } hint } when roles.IsClass is null:
                throw new TrimtabException("A target must have either numbers or classes. "
                    + $"Column '{column.Name}' has {hint}: correct them or add them to MissingTexts when you read it, "
                    + "or set IsClass if these are classes.");
            case TextColumn texts when roles.IsClass != false:
                var classes = texts.EnumType is { } type
                    ? ClassLabels.Of(texts.Categories.Select(member => Enum.Parse(type, member)))
                    : ClassLabels.Of(texts.Categories);
                return ([.. texts.Codes.ToArray().Select(code => (double)code)], classes);
            case NumberColumn { Kind: ColumnKind.Boolean } flags when roles.IsClass != false:
                return (flags.Values.ToArray(), ClassLabels.Of([false, true]));
            case NumberColumn numbers when roles.IsClass == true:
                return Numbered(numbers.Values.ToArray());
            case NumberColumn numbers:
                return (numbers.Values.ToArray(), null);
            default:
                throw new TrimtabException($"A target must be a number or a class. Column '{column.Name}' is of kind {column.KindText}"
                    + (column is TextColumn ? ", and IsClass is false." : ": make a number of it."));
        }
    }

    private static (double[] Targets, ClassLabels Classes) Numbered(double[] labels)
    {
        bool areWhole = labels.All(label => double.IsInteger(label) && Math.Abs(label) < int.MaxValue);
        var classes = areWhole ? ClassLabels.Of(labels.Select(label => (int)label)) : ClassLabels.Of(labels);
        return (areWhole ? classes.NumbersOf(labels.Select(label => (int)label)) : classes.NumbersOf(labels), classes);
    }
}
