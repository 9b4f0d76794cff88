using System.Globalization;
using System.Text;
using System.Text.Json;
using Trimtab.Spaces;

namespace Trimtab.Storages;

/// <summary>Parameter values as JSON, in Python's dialect.</summary>
internal static class ValueJson
{
    /// <summary>The value of a JSON text; one that is no value of ours (NaN, 2⁷⁰, a list) becomes an object known by its JSON.</summary>
    public static ParameterValue Read(string json) => json switch
    {
        "null" => (string?)null,
        "true" => true,
        "false" => false,
        ['"', ..] => PythonJson.Text(Encoding.UTF8.GetBytes(json)),
        ['{' or '[', ..] => ParameterValue.Of(json, json),
        _ => Number(json),
    };

    /// <summary>JSON of a set of values.</summary>
    public static string Write(ParameterSet values) =>
        $"{{{string.Join(", ", values.Select(item => $"{PythonText.Quote(item.Key)}: {Write(item.Value)}"))}}}";

    /// <summary>JSON of a value; of an object known by a label, the JSON it was read from, else its label as a string.</summary>
    public static string Write(ParameterValue value) => value.Value switch
    {
        string text when value.IsLabelled => text,
        string text => PythonText.Quote(text),
        _ => PythonText.OneLine(value.ToString()),
    };

    /// <summary>The set of values of a JSON object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="names">Names that were read lately.</param>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static ParameterSet ReadSet(string json, Utf8Texts names)
    {
        var values = new Dictionary<string, ParameterValue>();
        for (var members = PythonJson.Members(PythonJson.Value(Encoding.UTF8.GetBytes(json))); members.MoveNext();)
        {
            values[names.Text(members.Name)] = Real(members.Value) ?? Read(Encoding.UTF8.GetString(members.Value));
        }

        return ParameterSet.Create(values);
    }

    /// <summary>Whether a JSON object has these values in their order, and no other; quicker than to make a set of it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="values">The values.</param>
    /// <param name="names">Names that were read lately.</param>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static bool Is(string json, ParameterSet values, Utf8Texts names)
    {
        var members = PythonJson.Members(PythonJson.Value(Encoding.UTF8.GetBytes(json)));
        foreach (var (name, value) in values)
        {
            if (!members.MoveNext() || names.Text(members.Name) != name
                || !(Real(members.Value) ?? Read(Encoding.UTF8.GetString(members.Value))).Equals(value))
            {
                return false;
            }
        }

        return !members.MoveNext();
    }

    /// <summary>JSON of a list of names.</summary>
    public static string Names(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(PythonText.Quote))}]";

    /// <summary>The names of a JSON array.</summary>
    /// <exception cref="JsonException">The text is no JSON array of strings.</exception>
    public static IReadOnlySet<string> ReadNames(string json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var items = PythonJson.Items(PythonJson.Value(Encoding.UTF8.GetBytes(json))); items.MoveNext();)
        {
            names.Add(PythonJson.Text(items.Current));
        }

        return names;
    }

    /// <summary>A finite number with a point or an exponent; null where the value is another.</summary>
    private static ParameterValue? Real(ReadOnlySpan<byte> value) =>
        value[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9') && value.ContainsAny((byte)'.', (byte)'e', (byte)'E')
            && PythonJson.Number(value) is var real && double.IsFinite(real)
            ? (ParameterValue?)real
            : null;

    private static ParameterValue Number(string json)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        if (json.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return PythonJson.Number(text) is var real && double.IsFinite(real) ? real : ParameterValue.Of(json, json);
        }

        return long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? whole
            : ParameterValue.Of(json, json);
    }
}
