using System.Text;

namespace Trimtab.Storages;

/// <summary>By how much stored trials violate their constraints.</summary>
internal static class StoredViolation
{
    private const string Prefix = StorageAttributes.Constraints + ":";

    /// <summary>The sum of what is above 0 of <see cref="Amounts"/>.</summary>
    public static double Of(IReadOnlyDictionary<string, string> attributes) => Of(Amounts(attributes));

    /// <inheritdoc cref="Of(IReadOnlyDictionary{string, string})"/>
    public static double Of(StoredTrial trial) => Of(trial.SystemAttributes);

    /// <summary>
    /// The constraints one by one: the items of Optuna's list, by place, then its constraints by name, one of which replaces the item of
    /// the list that has its name as its place. NaN is no satisfied constraint: infinite.
    /// </summary>
    public static IReadOnlyDictionary<string, double> Amounts(IReadOnlyDictionary<string, string> attributes)
    {
        OrderedDictionary<string, double>? amounts = null;
        if (attributes.TryGetValue(StorageAttributes.Constraints, out string? list) && list is ['[', ..])
        {
            int place = 0;
            for (var items = PythonJson.Items(PythonJson.Value(Encoding.UTF8.GetBytes(list))); items.MoveNext(); place++)
            {
                if (!attributes.ContainsKey(Invariant($"{Prefix}{place}")))
                {
                    (amounts ??= [])[Invariant($"{place}")] = Amount(items.Current);
                }
            }
        }

        foreach (var (name, json) in attributes)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                (amounts ??= [])[name[Prefix.Length..]] = Amount(Encoding.UTF8.GetBytes(json));
            }
        }

        return amounts ?? Trial.NoAmounts;
    }

    /// <summary>The attributes that say what constraints amount to, where they say more than a violation in all.</summary>
    public static IReadOnlyDictionary<string, string> Constraints(IReadOnlyDictionary<string, string> attributes)
    {
        var constraints = attributes.Where(item => IsConstraint(item.Key)).ToList();
        return constraints.Count == 0 || (constraints is [var (_, json)] && Of(attributes) is > 0 and var total && json == Total(total))
            ? StoredTrial.None
            : constraints.ToDictionary();
    }

    private static double Of(IReadOnlyDictionary<string, double> amounts) => amounts.Values.Sum(amount => Math.Max(0, amount));

    private static Dictionary<string, string> List(IEnumerable<double> amounts) =>
        new() { [StorageAttributes.Constraints] = $"[{string.Join(", ", amounts.Select(PythonText.Number))}]" };

    /// <summary>The attributes of a trial's constraints: one by one where they are known and amount to its violation.</summary>
    public static IReadOnlyDictionary<string, string> Write(Trial trial) =>
        trial.Constraints.Count > 0 && Of(trial.Constraints) == trial.Violation ? trial.Constraints
        : HasPlaces(trial.ConstraintAmounts) && Of(trial.ConstraintAmounts) == trial.Violation ? List(trial.ConstraintAmounts.Values)
        : trial.Violation > 0 ? List([trial.Violation])
        : StoredTrial.None;

    private static bool HasPlaces(IReadOnlyDictionary<string, double> amounts) =>
        amounts.Count > 0 && amounts.Keys.Select((name, place) => name == Invariant($"{place}")).All(isPlace => isPlace);

    private static bool IsConstraint(string name) =>
        name == StorageAttributes.Constraints || name.StartsWith(Prefix, StringComparison.Ordinal);

    private static string Total(double violation) => $"[{PythonText.Number(violation)}]";

    private static double Amount(ReadOnlySpan<byte> json) =>
        PythonJson.Number(json) is var amount && double.IsNaN(amount) ? double.PositiveInfinity : amount;
}
