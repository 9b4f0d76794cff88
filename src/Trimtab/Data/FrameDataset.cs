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
        var (targets, classes) = TargetNames switch
        {
            [] => ([], null),
            [var name] when roles.Target is not null => Targets(frame[name]),
            var names => (SeveralTargets([.. names.Select(name => frame[name])]), null),
        };
        int[]? groups = roles.Groups is null ? null : Groups(frame[roles.Groups]);
        double[]? weights = roles.Weights is null ? null : Weights(frame[roles.Weights]);
        return TargetNames.Length == 0
            ? new(numbers, [features.Length]) { Columns = columns, Groups = groups, Weights = weights }
            : new(numbers, [features.Length], targets, TargetNames.Length)
            {
                Columns = columns,
                Classes = classes,
                Groups = groups,
                Weights = weights,
            };
    }

    private string[] TargetNames => (roles.Target, roles.Targets) switch
    {
        (null, var several) => [.. several],
        ({ } one, []) => [one],
        _ => throw new TrimtabException("What is predicted is either a Target or several Targets. Got both: leave one out."),
    };

    private List<FrameColumn> Features()
    {
        string[] others = [.. TargetNames, .. ((string?[])[roles.Groups, roles.Weights]).OfType<string>(), .. roles.Except];
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
            : frame.Columns.Where(column => !others.Contains(column.Name)).Select(NoIdentifier);
        return chosen.ToList() is { Count: > 0 } features
            ? features
            : throw new TrimtabException(
                "There must be features to learn from. No column is left beside target, groups, weights and exceptions.");
    }

    /// <summary>Refuses names and free text among columns that were not chosen by name.</summary>
    private static FrameColumn NoIdentifier(FrameColumn column) =>
        column is TextColumn texts && texts.Count >= FewRows && texts.Categories.Count > texts.Count / 2
            ? throw new TrimtabException("Texts to learn from must be categories. "
                + Invariant($"Column '{column.Name}' has {texts.Categories.Count} different texts in {texts.Count} rows, ")
                + "as names and free text have: leave it out by Except, or name it in Features.")
            : column;

    private static void RequireTargets(FrameColumn column)
    {
        for (int row = 0; row < column.Count && column.Missing > 0; row++)
        {
            if (column[row] is null)
            {
                throw new TrimtabException(Invariant($"Every row must have a target. Row {row} has none in column '{column.Name}', ")
                    + Invariant($"the first of {column.Missing}: leave them out with DropMissing(\"{column.Name}\")."));
            }
        }
    }

    private static double[] SeveralTargets(FrameColumn[] columns)
    {
        double[] targets = new double[columns[0].Count * columns.Length];
        foreach (var (i, column) in columns.Index())
        {
            RequireTargets(column);
            var numbers = column as NumberColumn
                ?? throw new TrimtabException("Several targets must be numbers each. "
                    + $"Column '{column.Name}' is of kind {column.Kind}: predict it alone, as Target.");
            for (int row = 0; row < column.Count; row++)
            {
                targets[(row * columns.Length) + i] = numbers.Values[row];
            }
        }

        return targets;
    }

    private (double[] Targets, ClassLabels? Classes) Targets(FrameColumn column)
    {
        RequireTargets(column);
        switch (column)
        {
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
                throw new TrimtabException($"A target must be a number or a class. Column '{column.Name}' is of kind {column.Kind}"
                    + (column is TextColumn ? ", and IsClass is false." : ": make a number of it."));
        }
    }

    private static (double[] Targets, ClassLabels Classes) Numbered(double[] labels)
    {
        bool areWhole = labels.All(label => double.IsInteger(label) && Math.Abs(label) < int.MaxValue);
        var classes = areWhole ? ClassLabels.Of(labels.Select(label => (int)label)) : ClassLabels.Of(labels);
        return (areWhole ? classes.NumbersOf(labels.Select(label => (int)label)) : classes.NumbersOf(labels), classes);
    }

    private static double[] Weights(FrameColumn column)
    {
        var numbers = column as NumberColumn
            ?? throw new TrimtabException($"Weights must be numbers. Column '{column.Name}' is of kind {column.Kind}.");
        int odd = numbers.Values.ToArray().AsSpan().IndexOfAnyExceptInRange(0, double.MaxValue);
        return odd < 0 ? numbers.Values.ToArray() : throw new TrimtabException(
            Invariant($"Weights must be 0 or more, and none missing. Row {odd} has {numbers.Values[odd]} in column '{column.Name}'."));
    }

    /// <summary>A number for each group, in the order in which they first appear; a missing one is a group by itself.</summary>
    private static int[] Groups(FrameColumn column)
    {
        var numbers = new Dictionary<object, int>();
        int[] groups = new int[column.Count];
        for (int row = 0, next = 0; row < groups.Length; row++)
        {
            groups[row] = column[row] is not { } key ? next++
                : numbers.TryGetValue(key, out int number) ? number
                : numbers[key] = next++;
        }

        return groups;
    }
}
