using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MnistNotebook;

/// <summary>What a later run reads of <c>results.json</c>; nothing of it may be missing or of another type.</summary>
internal sealed record EarlierResults(EarlierBaseline? Baseline, IReadOnlyList<EarlierSection> Sections)
{
    /// <summary>Whether what is kept for the next file has a name each.</summary>
    public bool IsSound => EarlierFiles.AreNamed(Sections, section => section?.Name) && Baseline is null or { IsSound: true };
}

/// <summary>The baseline; each epoch by the names of its metrics.</summary>
internal sealed record EarlierBaseline(double TestLoss, double TestAccuracy, IReadOnlyList<Dictionary<string, double>> Epochs)
{
    /// <summary>Whether pictures can be drawn of it.</summary>
    public bool IsSound => double.IsFinite(TestLoss) && double.IsFinite(TestAccuracy) && Epochs.All(IsWhole);

    private static bool IsWhole(Dictionary<string, double>? metrics) =>
        metrics?.Values.All(double.IsFinite) == true
        && ((string[])["loss", "accuracy", "val_loss", "val_accuracy"]).All(metrics.ContainsKey);
}

/// <summary>A section; sampler and pruner where it has a space.</summary>
internal sealed record EarlierSection(string Name, string? Sampler, string? Pruner);

/// <summary>What a later run reads of <c>timings.json</c>.</summary>
internal sealed record EarlierTimings(double? BaselineSeconds, long LedgerScores, IReadOnlyList<EarlierTiming> Sections)
{
    /// <summary>Whether times are times, and each section has a name.</summary>
    public bool IsSound => LedgerScores >= 0 && EarlierFiles.IsTime(BaselineSeconds ?? 0)
        && EarlierFiles.AreNamed(Sections, section => section?.Name)
            && Sections.All(section => EarlierFiles.IsTime(section.ElapsedSeconds) && section.EpochsTrained >= 0);
}

/// <summary>What a section took.</summary>
internal sealed record EarlierTiming(string Name, double ElapsedSeconds, long EpochsTrained);

/// <summary>Reads files of earlier runs: as they are for the next file, and what is asked of them in types.</summary>
internal static class EarlierFiles
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>The content and what is read of it; <see langword="null"/> where the bytes are no such file.</summary>
    public static (JsonObject Content, T Read)? Parse<T>(byte[] bytes, Func<T, bool> isSound)
        where T : class
    {
        try
        {
            var json = bytes.AsSpan();
            json = json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json; // editors may add it
            RequireUnicode(json);
            var content = JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
            return content.Deserialize<T>(_options) is { } read && isSound(read) ? (content!, read) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: a text that is no Unicode
        }
    }

    public static bool IsTime(double seconds) => seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 2;

    public static bool AreNamed<T>(IReadOnlyList<T> sections, Func<T, string?> name) =>
        sections.All(section => name(section) is not null) && sections.Select(name).Distinct().Count() == sections.Count;

    /// <summary>Looks at every text, for nodes do so only when they are asked for theirs.</summary>
    private static void RequireUnicode(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
        }
    }
}
