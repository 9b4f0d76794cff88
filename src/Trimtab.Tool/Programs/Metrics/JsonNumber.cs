using System.Globalization;
using System.Text.Json;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>Numbers in JSON, by JSON pointer (RFC 6901) or by name. Pure functions.</summary>
internal static class JsonNumber
{
    /// <summary>The number of a name, or of names with dots between in nested objects; null where there is none.</summary>
    public static NumberText? Number(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (json.TryGetProperty(name, out var own))
        {
            return Number(own);
        }

        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && json.TryGetProperty(name[..dot], out var inner) ? Number(inner, name[(dot + 1)..]) : null;
    }

    /// <summary>The element that a JSON pointer names; null where there is none.</summary>
    /// <param name="json">The document.</param>
    /// <param name="pointer">As <c>/val/acc</c> or <c>/history/0</c>; empty for the document.</param>
    public static JsonElement? At(JsonElement json, string pointer)
    {
        foreach (string part in pointer.Split('/').Skip(1))
        {
            string name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member))
            {
                json = member;
            }
            else if (json.ValueKind == JsonValueKind.Array
                && name is "0" or [>= '1' and <= '9', ..]
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < json.GetArrayLength())
            {
                json = json[index];
            }
            else
            {
                return null;
            }
        }

        return json;
    }

    /// <summary>A number, or text that begins as one; null for anything else.</summary>
    public static NumberText? Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => NumberText.Of(json.GetDouble()),
        JsonValueKind.String => NumberReader.Read(json.GetString().AsSpan().Trim()),
        _ => null,
    };
}
