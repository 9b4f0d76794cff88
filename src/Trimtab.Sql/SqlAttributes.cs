namespace Trimtab.Sql;

/// <summary>Attributes as a table has them.</summary>
internal static class SqlAttributes
{
    /// <summary>JSON by name, in the order of the rows.</summary>
    /// <exception cref="TrimtabException">One has no name or no JSON.</exception>
    public static OrderedDictionary<string, string> Of(IEnumerable<KeyValuePair<string, string?>> rows)
    {
        var attributes = new OrderedDictionary<string, string>();
        foreach (var (name, json) in rows)
        {
            if (name is null || json is null)
            {
                throw new TrimtabException($"An attribute must have a name and JSON. '{name}' has {(json is null ? "none" : json)}.");
            }

            attributes[name] = json;
        }

        return attributes;
    }
}
