using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Trimtab;
using Trimtab.Caching;
using Trimtab.Files;

namespace MnistNotebook;

/// <summary>
/// What earlier runs with the same settings left in the output folder: sections that were not asked for again stay in the results and in
/// the report.
/// </summary>
internal sealed class EarlierRun
{
    private readonly (JsonObject Content, EarlierResults Read)? _results;
    private readonly (JsonObject Content, EarlierTimings Read)? _timings;

    private EarlierRun((JsonObject, EarlierResults)? results = null, (JsonObject, EarlierTimings)? timings = null) =>
        (_results, _timings) = (results, timings);

    /// <summary>What a reader should know of it; empty for nothing.</summary>
    public string Notice { get; private init; } = "";

    /// <summary>The baseline; <see langword="null"/> where there is none.</summary>
    public Baseline? Baseline => _results?.Read.Baseline is { } baseline
        ? new(
            baseline.TestLoss,
            baseline.TestAccuracy,
            [.. baseline.Epochs.Select((metrics, i) => new EpochReport(i + 1, metrics))],
            TimeSpan.FromSeconds(_timings?.Read.BaselineSeconds ?? 0))
        { IsFromBefore = true }
        : null;

    /// <summary>A section as <c>results.json</c> has it; <see langword="null"/> where it has none.</summary>
    public JsonNode? Results(string section) => Named(_results?.Content, section);

    /// <summary>Whether <paramref name="section"/> was done with these settings.</summary>
    public bool Has(Section section, Settings settings) =>
        _results?.Read.Sections.FirstOrDefault(item => item.Name == section.Name) is { } results
        && (section.Space is null || (results.Sampler == settings.Sampler && results.Pruner == settings.Pruner));

    /// <summary>The same of <c>timings.json</c>.</summary>
    public JsonNode? Timings(string section) => Named(_timings?.Content, section);

    /// <summary>What <paramref name="section"/> took; nothing where that is not known.</summary>
    public (TimeSpan Elapsed, long EpochsTrained) Took(string section) =>
        _timings?.Read.Sections.FirstOrDefault(item => item.Name == section) is { } timing
        ? (TimeSpan.FromSeconds(timing.ElapsedSeconds), timing.EpochsTrained)
        : default;

    /// <summary>Scores the ledger held then; 0 where there was no run.</summary>
    public long LedgerScores => _timings?.Read.LedgerScores ?? (_results is null ? 0 : long.MaxValue);

    /// <summary>Whether <paramref name="ledger"/> still holds them, so that sections can be put together again without training.</summary>
    public bool HasScores(Ledger ledger) => ledger.Count >= LedgerScores;

    /// <summary>Sections whose scores are gone: they stay in <c>results.json</c> as they are.</summary>
    public IEnumerable<string> Lost(Ledger ledger) =>
        HasScores(ledger) ? [] : Section.All.Select(section => section.Name).Where(name => Results(name) is not null);

    /// <summary>Reads what there is; files that can't be read are kept under another name, for they will be replaced.</summary>
    public static EarlierRun Read(Settings settings, Digits digits)
    {
        string path = Path.Combine(settings.Output, "results.json"), timingsPath = Path.Combine(settings.Output, "timings.json");
        if (!File.Exists(path))
        {
            return new();
        }

        if (Read<EarlierResults>(path, file => file.IsSound, out string notice) is not { } results)
        {
            return new() { Notice = notice };
        }

        string[] different =
        [
            .. ResultFiles.Header(settings, digits).Where(item => !JsonNode.DeepEquals(item.Value, results.Content[item.Key]))
                .Select(item => item.Key),
        ];
        if (different.Length > 0)
        {
            return new() { Notice = $"'{path}' is of a run with other settings ({string.Join(", ", different)}) and will be replaced." };
        }

        var timings = File.Exists(timingsPath) ? Read<EarlierTimings>(timingsPath, file => file.IsSound, out notice) : null;
        return new(results, timings) { Notice = notice };
    }

    private static JsonNode? Named(JsonObject? file, string section) =>
        file?["sections"]!.AsArray().FirstOrDefault(item => (string?)item!["name"] == section);

    /// <summary>Reads a file; what is none is copied beside it under a name of its content.</summary>
    private static (JsonObject Content, T Read)? Read<T>(string path, Func<T, bool> isSound, out string notice)
        where T : class
    {
        notice = $"'{path}' can't be read and will be replaced.";
        try
        {
            using var file = SharedFile.OpenReadIfExists(path);
            byte[] bytes = new byte[file?.Length ?? 0];
            file?.ReadExactly(bytes);
            if (EarlierFiles.Parse(bytes, isSound) is { } read)
            {
                notice = "";
                return read;
            }

            if (bytes.Length > 0)
            {
                string kept = $"{path}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..8]}.unreadable";
                AtomicFile.Write(kept, bytes);
                notice += $" What it holds is kept in '{kept}'.";
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // said in the notice
        }

        return null;
    }
}
