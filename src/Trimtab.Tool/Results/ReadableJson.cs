using System.Text.Encodings.Web;
using System.Text.Json;

namespace Trimtab.Tool.Results;

/// <summary>How the tool writes JSON: letters of every alphabet as they are, for terminals and files, not for HTML.</summary>
internal static class ReadableJson
{
    /// <summary>In one line.</summary>
    public static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented.</summary>
    public static readonly JsonSerializerOptions Page = new(Line) { WriteIndented = true };
}
