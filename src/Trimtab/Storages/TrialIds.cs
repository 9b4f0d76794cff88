using System.Globalization;
using System.Text;

namespace Trimtab.Storages;

/// <summary>Ids of trials in attributes, which a copy in another storage does not have.</summary>
internal static class TrialIds
{
    /// <summary>An array of ids as JSON text, with each one that is known replaced; other JSON as it is.</summary>
    public static string Replace(string json, IReadOnlyDictionary<long, long> ids)
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
