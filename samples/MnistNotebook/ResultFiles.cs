using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab.Files;
using Trimtab.Spaces;

namespace MnistNotebook;

/// <summary>
/// <c>results.json</c>, the same bytes whenever the same is computed, and <c>timings.json</c>, the clock's side of it; <c>summary.md</c>.
/// </summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions _options = new() { WriteIndented = true };

    public static async Task WriteAsync(NotebookResults results)
    {
        await AtomicFile.WriteAsync(Path.Combine(results.Settings.Output, "summary.md"), Summary.ToMarkdown(results)).ConfigureAwait(false);
        await AtomicFile.WriteAsync(Path.Combine(results.Settings.Output, "results.json"), Results(results).ToJsonString(_options) + "\n")
            .ConfigureAwait(false);
        await AtomicFile.WriteAsync(Path.Combine(results.Settings.Output, "timings.json"), Timings(results).ToJsonString(_options) + "\n")
            .ConfigureAwait(false);
    }

    /// <summary>What results depend on: those of one header can stand in one file.</summary>
    public static JsonObject Header(Settings settings, Digits digits)
    {
        var images = digits.Images;
        return new()
        {
            ["data"] = new JsonObject
            {
                ["name"] = images.Name,
                ["classes"] = new JsonArray([.. images.ClassNames.Select(name => (JsonNode)name)]),
                ["train"] = images.Train.Count,
                ["test"] = images.Test.Count,
                ["train_fingerprint"] = images.Train.Fingerprint,
                ["notice"] = digits.Notice,
            },
            ["folds"] = settings.Folds,
            ["stratified"] = settings.Stratified,
            ["repeats"] = settings.Repeats,
            ["seed"] = settings.Seed,
            ["curves"] = settings.HasCurves,
            ["quick"] = settings.Quick,
        };
    }

    /// <summary>The content of results.json: no times, no number of workers, no paths.</summary>
    private static JsonObject Results(NotebookResults results)
    {
        var json = Header(results.Settings, results.Digits);
        json["baseline"] = results.Baseline is { } baseline ? Of(baseline) : null;
        json["sections"] = new JsonArray([.. Everything(results, outcome => Section(outcome, results.Settings), results.Earlier.Results)]);
        return json;
    }

    /// <summary>What this run found, and what earlier ones did of the other sections, in the notebook's order.</summary>
    private static IEnumerable<JsonNode> Everything(
        NotebookResults results, Func<Outcome, JsonNode> ours, Func<string, JsonNode?> theirs) =>
        from section in MnistNotebook.Section.All
        let node = results[section.Name] is { IsFromBefore: false } outcome ? ours(outcome) : theirs(section.Name)?.DeepClone()
        where node is not null
        select node;

    private static JsonObject Of(Baseline baseline) => new()
    {
        ["test_loss"] = baseline.Loss,
        ["test_accuracy"] = baseline.Accuracy,
        ["epochs"] = new JsonArray([.. baseline.History.Select(epoch => Of(epoch.Metrics))]),
    };

    private static JsonObject Of(IEnumerable<KeyValuePair<string, double>> metrics) => new(metrics
        .OrderBy(metric => metric.Key, StringComparer.Ordinal)
        .Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)metric.Value)));

    private static JsonObject Section(Outcome outcome, Settings settings) => new JsonObject
    {
        ["name"] = outcome.Section.Name,
        ["sampler"] = outcome.Section.Space is null ? null : settings.Sampler,
        ["pruner"] = outcome.Section.Space is null ? null : settings.Pruner,
        ["complete"] = outcome.IsComplete,
        ["best_parameters"] = outcome.Best is { } best ? Parameters(best.Parameters) : null,
        ["best_accuracy"] = Number(outcome.Best?.Accuracy ?? double.NaN),
        ["test_accuracy_of_best"] = Number(outcome.TestAccuracy),
        ["standard_error"] = Number(outcome.Statistics?.StandardError ?? double.NaN),
        ["corrected_accuracy"] = Number(outcome.Statistics?.CorrectedScore ?? double.NaN),
        ["tie_set"] = outcome.Statistics is { } statistics ? new JsonArray([.. statistics.TieSet.Select(index => (JsonNode)index)]) : null,
        ["epochs_asked"] = outcome.Cost.Epochs,
        ["candidates"] = new JsonArray([.. outcome.Candidates.Select(Candidate)]),
    };

    private static JsonNode Candidate(Candidate candidate) => new JsonObject
    {
        ["parameters"] = Parameters(candidate.Parameters),
        ["rank"] = candidate.Rank,
        ["accuracy"] = Number(candidate.Accuracy),
        ["accuracy_std"] = Number(candidate.Spread),
        ["loss"] = Number(candidate.Loss),
        ["fold_accuracies"] = new JsonArray([.. candidate.Accuracies.Select(Number)]),
        ["fold_losses"] = new JsonArray([.. candidate.Losses.Select(Number)]),
        ["error"] = candidate.Error.Length > 0 ? candidate.Error : null,
    };

    private static JsonObject Timings(NotebookResults results) => new()
    {
        ["workers"] = results.Settings.Workers,
        ["baseline_seconds"] = results.Baseline?.Elapsed.TotalSeconds,
        ["ledger_scores"] = Math.Max(results.Ledger.Count, results.Earlier.Lost(results.Ledger).Any() ? results.Earlier.LedgerScores : 0),
        ["sections"] = new JsonArray([.. Everything(results, outcome => Timings(outcome, results.Plan), results.Earlier.Timings)]),
    };

    private static JsonObject Timings(Outcome outcome, NotebookPlan plan) => new()
    {
        ["name"] = outcome.Section.Name,
        ["foreseen_seconds"] = plan[outcome.Section.Name]!.Duration.Expected.TotalSeconds,
        ["epochs_trained"] = outcome.Cost.EpochsTrained,
        ["elapsed_seconds"] = outcome.Cost.Elapsed.TotalSeconds,
        ["fit_seconds"] = outcome.Cost.FitTime.TotalSeconds,
        ["mean_fit_seconds"] = new JsonArray([.. outcome.Candidates.Select(candidate => (JsonNode)candidate.FitSeconds)]),
    };

    private static JsonNode Parameters(ParameterSet parameters) => JsonNode.Parse(parameters.ToString())!;

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
