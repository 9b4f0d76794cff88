using System.Numerics.Tensors;

namespace Trimtab.Data;

/// <summary>Columns of a table that are no features: targets, groups, weights.</summary>
internal static class FrameRoles
{
    /// <summary>The rows with the groups and weights that the table has.</summary>
    /// <param name="frame">The table.</param>
    /// <param name="roles">Which of its columns is what.</param>
    /// <param name="features">rows × columns, row-major.</param>
    /// <param name="columns">Names of the features.</param>
    /// <param name="targets">rows × targets, row-major; empty without any.</param>
    /// <param name="classes">Labels of the targets' class numbers; null where they are none.</param>
    public static Dataset Rows(
        DataFrame frame, DataRoles roles, float[] features, FeatureColumn[] columns, double[] targets, ClassLabels? classes)
    {
        RequireOneRoleEach(roles);
        int[]? groups = roles.Groups is null ? null : Groups(frame[roles.Groups]);
        double[]? weights = roles.Weights is null ? null : Weights(frame[roles.Weights]);
        int outputs = roles.AllTargets.Count;
        return outputs == 0
            ? new(features, [columns.Length]) { Columns = columns, Groups = groups, Weights = weights, Roles = roles }
            : new(features, [columns.Length], targets, outputs)
            {
                Columns = columns,
                Classes = classes,
                Groups = groups,
                Weights = weights,
                Roles = roles,
            };
    }

    /// <summary>Refuses a column of targets with a missing one, or an infinite one.</summary>
    /// <exception cref="TrimtabException">One is missing or infinite.</exception>
    public static void RequireTargets(FrameColumn column)
    {
        if (column is NumberColumn numbers && TensorPrimitives.IsInfinityAny(numbers.Values))
        {
            int infinite = Enumerable.Range(0, column.Count).First(i => double.IsInfinity(numbers.Values[i]));
            throw new TrimtabException(Invariant($"Targets must be finite. Row {infinite} has {numbers.Values[infinite]} in column ")
                + $"'{column.Name}', or a number beyond double precision: correct it, or leave the row out.");
        }

        int missing = column.Missing, row = 0;
        if (missing == 0)
        {
            return;
        }

        while (column[row] is not null)
        {
            row++;
        }

        throw new TrimtabException(Invariant($"Every row must have a target. Row {row} has none in column '{column.Name}', ")
            + Invariant($"the first of {missing}: leave them out with DropMissing(\"{column.Name}\")."));
    }

    private static void RequireOneRoleEach(DataRoles roles)
    {
        string[] all = [.. roles.AllTargets, .. ((string?[])[roles.Groups, roles.Weights]).OfType<string>()];
        if (all.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new TrimtabException("A column must be one of target, groups and weights. "
                + $"'{twice.Key}' is named twice: leave it out of one.");
        }
    }

    private static double[] Weights(FrameColumn column)
    {
        var numbers = column as NumberColumn
            ?? throw new TrimtabException($"Weights must be numbers. Column '{column.Name}' is of kind {column.Kind}.");
        int wrong = numbers.Values.ToArray().AsSpan().IndexOfAnyExceptInRange(0, double.MaxValue);
        return wrong < 0 ? numbers.Values.ToArray() : throw new TrimtabException(
            Invariant($"Weights must be 0 or more, and none missing. Row {wrong} has {numbers.Values[wrong]} in column '{column.Name}'."));
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
