using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab.Files;
using Trimtab.ModelSelection;
using Trimtab.Training;

namespace MnistKnobs;

/// <summary>What earlier runs with the same settings left in the output folder: sections that were not asked for again stay in the results and in the report.</summary>
internal sealed class EarlierRun
{
    private readonly JsonNode? _results, _timings;

    private EarlierRun(JsonNode? results = null, JsonNode? timings = null) => (_results, _timings) = (results, timings);

    /// <summary>What a reader should know of it; empty for nothing.</summary>
    public string Notice { get; private init; } = "";

    /// <summary>The baseline; <see langword="null"/> where there is none.</summary>
    public Baseline? Baseline => _results?["baseline"] is { } baseline
        ? new(
            (double)baseline["test_loss"]!,
            (double)baseline["test_accuracy"]!,
            [.. baseline["epochs"]!.AsArray().Select((epoch, i) => new EpochReport(i + 1, epoch!.AsObject().ToDictionary(measure => measure.Key, measure => (double)measure.Value!)))],
            TimeSpan.FromSeconds((double?)_timings?["baseline_seconds"] ?? 0))
        { IsFromBefore = true }
        : null;

    /// <summary>A section as <c>results.json</c> has it; <see langword="null"/> where it has none.</summary>
    public JsonNode? Results(string section) => Named(_results, section);

    /// <summary>Whether <paramref name="section"/> was done with these settings.</summary>
    public bool Has(Section section, Settings settings) => Results(section.Name) is { } results
        && (section.Space is null || ((string?)results["sampler"] == settings.Sampler && (string?)results["pruner"] == settings.Pruner));

    /// <summary>The same of <c>timings.json</c>.</summary>
    public JsonNode? Timings(string section) => Named(_timings, section);

    /// <summary>Scores the ledger held then; 0 where there was no run.</summary>
    public long LedgerScores => (long?)_timings?["ledger_scores"] ?? (_results is null ? 0 : long.MaxValue);

    /// <summary>Whether <paramref name="ledger"/> still holds them, so that sections can be put together again without training.</summary>
    public bool HasScores(Ledger ledger) => ledger.Count >= LedgerScores;

    /// <summary>Sections whose scores are gone: they stay in <c>results.json</c> as they are.</summary>
    public IEnumerable<string> Lost(Ledger ledger) => HasScores(ledger) ? [] : Section.All.Select(section => section.Name).Where(name => Results(name) is not null);

    public static EarlierRun Read(Settings settings, Digits digits)
    {
        string path = Path.Combine(settings.Output, "results.json");
        if (!File.Exists(path))
        {
            return new();
        }

        if (Parse(path) is not { } results)
        {
            return new() { Notice = $"'{path}' can't be read and will be replaced." };
        }

        string[] different = [.. ResultFiles.Header(settings, digits).Where(item => !JsonNode.DeepEquals(item.Value, results[item.Key])).Select(item => item.Key)];
        return different.Length == 0
            ? new(results, Parse(Path.Combine(settings.Output, "timings.json")))
            : new() { Notice = $"'{path}' is of a run with other settings ({string.Join(", ", different)}) and will be replaced." };
    }

    private static JsonNode? Named(JsonNode? file, string section) =>
        file?["sections"]?.AsArray().FirstOrDefault(item => (string?)item!["name"] == section);

    private static JsonNode? Parse(string path)
    {
        try
        {
            return JsonNode.Parse(SharedFile.ReadAllBytes(path)) as JsonObject;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
