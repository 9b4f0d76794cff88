using System.Text.Json;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>A line of a program's output, without colours; an object of JSON or Python is read once. Not thread-safe.</summary>
/// <param name="text">The line, without its end.</param>
/// <param name="epochs">The epochs of the lines before; null, as by default, where none count.</param>
internal sealed class OutputLine(string text, EpochLines? epochs = null)
{
    private JsonElement? _object;
    private bool _isParsed;

    /// <summary>The line, without its end.</summary>
    public string Text => text;

    /// <summary>The line as an object of JSON, or of Python; null where it is none.</summary>
    public JsonElement? Object
    {
        get
        {
            if (!_isParsed)
            {
                (_object, _isParsed) = (Parse(text), true);
            }

            return _object;
        }
    }

    /// <summary>The last number of a name, or the text in its place; null where there is neither.</summary>
    public NumberText? Number(string name) => Object is { } json ? JsonNumber.Number(json, name) : NamedNumber.Find(text, name);

    /// <summary>How far the program is: as this line says, else as lines before it do.</summary>
    public LineStep Step()
    {
        var (step, epoch) = Own();
        return epochs?.Of(step, epoch) ?? LineStep.Of(step, epoch);
    }

    /// <summary>The step and the epoch that this line says; null where it does not.</summary>
    public (long? Step, long? Epoch) Own() => Object is { } json
        ? (NamedNumber.Step(JsonNumber.Number(json, "step")?.Value), NamedNumber.Step(JsonNumber.Number(json, "epoch")?.Value))
        : (NamedNumber.Step(text), NamedNumber.Epoch(text));

    private static JsonElement? Parse(string text) =>
        text.AsSpan().TrimStart() is ['{', ..] && ProgramJson.Parse(text) is { ValueKind: JsonValueKind.Object } json ? json : null;
}
