using System.Globalization;
using System.Text;

namespace Trimtab.Storages;

/// <summary>
/// Optuna's constraints on a trial's outcome, satisfied at 0 and below: a list, whose items are named "0", "1", …, and single ones by
/// name, which count instead of those of the list.
/// </summary>
internal static class StoredConstraints
{
    private const string Named = StorageAttributes.Constraints + ":";

    /// <summary>The sum of what is above 0; infinite where one is not a number, for then it is not satisfied.</summary>
    public static double Violation(IReadOnlyDictionary<string, string> system)
    {
        double violation = 0;
        if (system.TryGetValue(StorageAttributes.Constraints, out string? json) && json is ['[', ..])
        {
            int at = 0;
            for (var items = PythonJson.Items(PythonJson.Value(Encoding.UTF8.GetBytes(json))); items.MoveNext(); at++)
            {
                bool isReplaced = system.ContainsKey(Named + at.ToString(CultureInfo.InvariantCulture));
                violation += isReplaced ? 0 : Excess(PythonJson.Number(items.Current));
            }
        }

        foreach (var (name, value) in system)
        {
            violation += name.StartsWith(Named, StringComparison.Ordinal) ? Excess(PythonJson.Number(Encoding.UTF8.GetBytes(value))) : 0;
        }

        return violation;
    }

    private static double Excess(double constraint) => double.IsNaN(constraint) ? double.PositiveInfinity : Math.Max(0, constraint);
}
