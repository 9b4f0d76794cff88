using System.Text.Json.Nodes;

namespace Trimtab.Tool.Results;

/// <summary>Cells as JSON. NaN and infinities, which JSON lacks, are texts.</summary>
internal static class CellJson
{
    /// <summary>A row as an object.</summary>
    public static string Object(IReadOnlyList<string> columns, IReadOnlyList<object?> cells, bool isIndented)
    {
        var json = new JsonObject();
        for (int column = 0; column < columns.Count; column++)
        {
            json[columns[column]] = Value(cells[column]);
        }

        return json.ToJsonString(isIndented ? ReadableJson.Page : ReadableJson.Line);
    }

    /// <summary>A cell as JSON.</summary>
    public static JsonNode? Value(object? cell) => cell switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        double number when !double.IsFinite(number) => JsonValue.Create(CellText.Of(number)),
        double number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        bool truth => JsonValue.Create(truth),
        System.Collections.IDictionary map => Map(map),
        string text => JsonValue.Create(text),
        System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Value)]),
        _ => JsonValue.Create(CellText.Of(cell)),
    };

    private static JsonObject Map(System.Collections.IDictionary map)
    {
        var json = new JsonObject();
        foreach (System.Collections.DictionaryEntry item in map)
        {
            json[(string)item.Key] = Value(item.Value);
        }

        return json;
    }
}
