using System.Globalization;
using System.Text;

namespace Trimtab.Storages;

/// <summary>Writes JSON as Python's json module does.</summary>
internal static class PythonText
{
    /// <summary>A number; a whole one ends with <c>.0</c>, so that Python reads it as a float.</summary>
    public static string Number(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text,
    };

    /// <summary>A string in quotes, in ASCII.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2);
        Append(quoted, text);
        return quoted.ToString();
    }

    /// <summary>Appends a string in quotes, in ASCII; a lone half of a surrogate pair stays one.</summary>
    public static void Append(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char character in text)
        {
            switch (character)
            {
                case '"': json.Append("\\\""); break;
                case '\\': json.Append("\\\\"); break;
                case '\n': json.Append("\\n"); break;
                case '\r': json.Append("\\r"); break;
                case '\t': json.Append("\\t"); break;
                case '\b': json.Append("\\b"); break;
                case '\f': json.Append("\\f"); break;
                case < ' ' or > '~': json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"); break;
                default: json.Append(character); break;
            }
        }

        json.Append('"');
    }

    /// <summary>
    /// A JSON text in ASCII and on one line: line ends can only be white space there, and other characters only be in strings.
    /// </summary>
    public static string OneLine(string json)
    {
        if (!json.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return json;
        }

        var line = new StringBuilder(json.Length);
        foreach (char character in json)
        {
            switch (character)
            {
                case '\n' or '\r' or '\t': line.Append(' '); break;
                case > '~': line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"); break;
                default: line.Append(character); break;
            }
        }

        return line.ToString();
    }
}
