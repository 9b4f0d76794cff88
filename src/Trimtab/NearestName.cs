namespace Trimtab;

/// <summary>The known name someone may have meant by a misspelt one.</summary>
internal static class NearestName
{
    private const int MostLetters = 100; // longer names are not typed by hand

    /// <summary>"Did you mean 'rate'? ", or nothing where no name is near.</summary>
    public static string Question(string name, IEnumerable<string> known) => Of(name, known) is { } near ? $"Did you mean '{near}'? " : "";

    /// <summary>
    /// The nearest name, at most a third of the letters away, case and punctuation left aside; else <see langword="null"/>.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string wanted = Letters(name);
        return name.Length > MostLetters ? null : known
            .Where(other => other.Length <= MostLetters)
            .Select(other => (Name: other, Distance: Distance(wanted, Letters(other))))
            .Where(item => item.Distance <= Math.Max(1, wanted.Length / 3) && item.Distance < wanted.Length)
            .OrderBy(item => item.Distance).ThenBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => item.Name)
            .FirstOrDefault();
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                d[i, j] = isSwap ? Math.Min(d[i, j], d[i - 2, j - 2] + 1) : d[i, j];
            }
        }

        return d[a.Length, b.Length];
    }
}
