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
            Add(attributes, name, json);
        }

        return attributes;
    }

    /// <summary>Adds the attribute of a row.</summary>
    /// <exception cref="TrimtabException">It has no name or no JSON.</exception>
    public static void Add(OrderedDictionary<string, string> attributes, string? name, string? json) => attributes[
        name ?? throw Incomplete(name, json)] = json ?? throw Incomplete(name, json);

    private static TrimtabException Incomplete(string? name, string? json) =>
        new($"An attribute must have a name and JSON. '{name}' has {json ?? "none"}.");
}
