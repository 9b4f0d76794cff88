using System.Text;

namespace Trimtab.Storages;

/// <summary>By how much stored trials violate their constraints.</summary>
internal static class StoredViolation
{
    private const string Prefix = StorageAttributes.Constraints + ":";

    /// <summary>
    /// The sum of what is above 0: of Optuna's list, and of its constraints by name, one of which replaces the item of the list that has
    /// its name as its place. NaN is no satisfied constraint: infinite.
    /// </summary>
    public static double Of(IReadOnlyDictionary<string, string> attributes)
    {
        double violation = 0;
        if (attributes.TryGetValue(StorageAttributes.Constraints, out string? list) && list is ['[', ..])
        {
            int place = 0;
            for (var items = PythonJson.Items(PythonJson.Value(Encoding.UTF8.GetBytes(list))); items.MoveNext(); place++)
            {
                violation += attributes.ContainsKey(Invariant($"{Prefix}{place}")) ? 0 : Excess(PythonJson.Number(items.Current));
            }
        }

        foreach (var (name, json) in attributes)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                violation += Excess(PythonJson.Number(Encoding.UTF8.GetBytes(json)));
            }
        }

        return violation;
    }

    /// <inheritdoc cref="Of(IReadOnlyDictionary{string, string})"/>
    public static double Of(StoredTrial trial) => Of(trial.SystemAttributes);

    /// <summary>The attributes that say what constraints amount to, where they say more than a violation in all.</summary>
    public static IReadOnlyDictionary<string, string> Constraints(IReadOnlyDictionary<string, string> attributes)
    {
        var constraints = attributes.Where(item => IsConstraint(item.Key)).ToList();
        return constraints.Count == 0 || (constraints is [var (_, json)] && Of(attributes) is > 0 and var total && json == Total(total))
            ? StoredTrial.None
            : constraints.ToDictionary();
    }

    private static Dictionary<string, string> List(IEnumerable<double> amounts) =>
        new() { [StorageAttributes.Constraints] = $"[{string.Join(", ", amounts.Select(PythonText.Number))}]" };

    /// <summary>The attributes of a trial's constraints: one by one where they are known and amount to its violation.</summary>
    public static IReadOnlyDictionary<string, string> Write(Trial trial) =>
        trial.Constraints.Count > 0 && Of(trial.Constraints) == trial.Violation ? trial.Constraints
        : trial.Amounts.Count > 0 ? List(trial.Amounts)
        : trial.Violation > 0 ? List([trial.Violation])
        : StoredTrial.None;

    private static bool IsConstraint(string name) =>
        name == StorageAttributes.Constraints || name.StartsWith(Prefix, StringComparison.Ordinal);

    private static string Total(double violation) => $"[{PythonText.Number(violation)}]";

    private static double Excess(double constraint) => double.IsNaN(constraint) ? double.PositiveInfinity : Math.Max(0, constraint);
}
