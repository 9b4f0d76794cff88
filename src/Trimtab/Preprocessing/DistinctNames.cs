using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>Makes names of columns different where two are the same.</summary>
internal static class DistinctNames
{
    /// <summary>
    /// The columns; the second and further ones of a name have a number behind it, as <c>colour_red_2</c>, the first that no other has.
    /// </summary>
    public static FeatureColumn[] Of(IReadOnlyList<FeatureColumn> columns)
    {
        HashSet<string> given = [.. columns.Select(column => column.Name)];
        if (given.Count == columns.Count)
        {
            return [.. columns];
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        var last = new Dictionary<string, int>(StringComparer.Ordinal); // number that a name has had
        return [.. columns.Select(column => column with { Name = Different(column.Name) })];

        string Different(string name)
        {
            if (used.Add(name))
            {
                return name;
            }

            int number = last.GetValueOrDefault(name, 1);
            string numbered;
            do
            {
                numbered = Invariant($"{name}_{++number}");
            }
            while (given.Contains(numbered) || !used.Add(numbered));
            last[name] = number;
            return numbered;
        }
    }
}
