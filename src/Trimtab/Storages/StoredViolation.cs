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
    public static double Of(StoredTrial trial)
    {
        var attributes = trial.SystemAttributes;
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

    private static double Excess(double constraint) => double.IsNaN(constraint) ? double.PositiveInfinity : Math.Max(0, constraint);
}
