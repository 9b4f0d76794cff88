using System.Text.Json;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// A file that the program writes, in its trial's folder or where it runs: <c>file:metrics.json#/val/acc</c>, a JSON pointer behind the
/// first #/. Without one, the file holds the metric by its name, or is the number alone. Of a file of lines, JSON or not, the last number
/// counts.
/// </summary>
[Named("file")]
internal sealed class FileSource : MetricSource
{
    private readonly string _metric, _path, _pointer;

    public FileSource(string metric, string settings)
    {
        int hash = settings.IndexOf("#/", StringComparison.Ordinal) is >= 0 and var pointer ? pointer : settings.LastIndexOf('#');
        (_metric, _path, _pointer) = hash < 0 ? (metric, settings, "") : (metric, settings[..hash], settings[(hash + 1)..]);
        if (_path.Length == 0 || (_pointer.Length > 0 && _pointer[0] != '/'))
        {
            throw new TrimtabException(
                $"--from file: is followed by a path and, behind #, a JSON pointer, as file:metrics.json#/val/acc. Got '{settings}'.");
        }
    }

    /// <inheritdoc/>
    public override string OutputFile => _path;

    /// <inheritdoc/>
    public override string Missing =>
        $"The program wrote no {_path} with a number {(_pointer.Length > 0 ? $"at {_pointer}" : $"called '{_metric}'")} in the folder "
        + "TRIMTAB_DIR, or in this run of it where it runs, which counts only while no other program of the study runs.";

    /// <inheritdoc/>
    public override double? Read(ProgramEnd end) => Text(MetricFile.In(end.Folder, _path)) is not { } text ? null
        : Number(text) is not { } number ? null
        : number.Value ?? throw new ProgramException(NumberText.Refused(_metric, number.Text));

    private string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? RegularFile.ReadText(path).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ProgramException($"The program wrote {_path}, which must be readable: {error.Message}");
        }
    }

    /// <summary>The number of a document, else that of the last line that has one.</summary>
    private NumberText? Number(string text) => ProgramJson.Parse(text) is { } json
        ? Number(json)
        : text.Split('\n').Select(Line).LastOrDefault(number => number is not null);

    private NumberText? Number(JsonElement json) => _pointer.Length > 0
        ? JsonNumber.At(json, _pointer) is { } value ? JsonNumber.Number(value) : null
        : JsonNumber.Number(json) ?? JsonNumber.Number(json, _metric);

    private NumberText? Line(string text)
    {
        var line = new OutputLine(text);
        return line.Object is { } json ? Number(json)
            : _pointer.Length > 0 ? null
            : line.Number(_metric) ?? NumberReader.Read(text.AsSpan().Trim());
    }
}
