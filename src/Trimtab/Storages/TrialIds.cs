using System.Globalization;
using System.Text;

namespace Trimtab.Storages;

/// <summary>Ids of trials in attributes of a study, which a copy in another storage does not have.</summary>
/// <param name="ids">Ids of the copy's trials by those of the original.</param>
internal sealed class TrialIds(IReadOnlyDictionary<long, long> ids)
{
    private const string Parents = ":parent:"; // in names of Optuna's attributes whose value is an array of trials' ids

    // Optuna's dashboard keeps what belongs to a trial in attributes of its study: files, trials that are skipped, notes.
    private static readonly string[] _before = ["dashboard:artifacts:", "preference:skip_trial:", "dashboard:"];

    private readonly HashSet<long> _copies = [.. ids.Values];

    /// <summary>
    /// A system attribute of the study as the copy has it; <see langword="null"/> where it names a trial that the study does not have, and
    /// would name one that the copy has.
    /// </summary>
    public KeyValuePair<string, string>? Of(string name, string json)
    {
        string value = name.Contains(Parents, StringComparison.Ordinal) ? Replace(json) : json;
        if (PlaceOf(name) is not { } place)
        {
            return new(name, value);
        }

        long id = long.Parse(name[place], CultureInfo.InvariantCulture);
        return ids.TryGetValue(id, out long copy) ? new(Invariant($"{name[..place.Start]}{copy}{name[place.End..]}"), value)
            : _copies.Contains(id) ? null
            : new(name, value);
    }

    /// <summary>Where a name has the id of a trial; null where it has none.</summary>
    private static Range? PlaceOf(string name)
    {
        if (_before.FirstOrDefault(start => name.StartsWith(start, StringComparison.Ordinal)) is not { Length: var first })
        {
            return null;
        }

        int end = name.IndexOf(':', first) is var colon && colon >= 0 ? colon : name.Length;
        return long.TryParse(name.AsSpan(first, end - first), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? first..end : null;
    }

    /// <summary>An array of ids as JSON text, with each one replaced; other JSON as it is.</summary>
    private string Replace(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        if (!PythonJson.IsArray(bytes))
        {
            return json;
        }

        var found = new List<string>();
        for (var items = PythonJson.Items(PythonJson.Value(bytes)); items.MoveNext();)
        {
            if (!long.TryParse(items.Current, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
                || !ids.TryGetValue(id, out long copy))
            {
                return json;
            }

            found.Add(Invariant($"{copy}"));
        }

        return $"[{string.Join(", ", found)}]";
    }
}
