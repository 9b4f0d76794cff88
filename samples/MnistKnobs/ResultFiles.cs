using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab;
using Trimtab.Files;

namespace MnistKnobs;

/// <summary><c>results.json</c>, the same bytes whenever the same is computed, and <c>timings.json</c>, the clock's side of it.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions _options = new() { WriteIndented = true };

    public static async Task WriteAsync(Findings findings)
    {
        await AtomicFile.WriteAsync(Path.Combine(findings.Settings.Output, "results.json"), Results(findings).ToJsonString(_options) + "\n").ConfigureAwait(false);
        await AtomicFile.WriteAsync(Path.Combine(findings.Settings.Output, "timings.json"), Timings(findings).ToJsonString(_options) + "\n").ConfigureAwait(false);
    }

    /// <summary>No clock, no workers, no paths.</summary>
    private static JsonObject Results(Findings findings)
    {
        var (settings, images) = (findings.Settings, findings.Digits.Images);
        return new()
        {
            ["data"] = new JsonObject
            {
                ["name"] = images.Name,
                ["classes"] = new JsonArray([.. images.ClassNames.Select(name => (JsonNode)name)]),
                ["train"] = images.Train.Count,
                ["test"] = images.Test.Count,
                ["train_fingerprint"] = images.Train.Fingerprint,
                ["notice"] = findings.Digits.Notice,
            },
            ["folds"] = settings.Folds,
            ["repeats"] = settings.Repeats,
            ["seed"] = settings.Seed,
            ["quick"] = settings.Quick,
            ["baseline"] = findings.Baseline is { } baseline ? new JsonObject { ["test_loss"] = baseline.Loss, ["test_accuracy"] = baseline.Accuracy } : null,
            ["sections"] = new JsonArray([.. findings.Outcomes.Select(Section)]),
        };
    }

    private static JsonNode Section(Outcome outcome) => new JsonObject
    {
        ["name"] = outcome.Section.Name,
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

    private static JsonObject Timings(Findings findings) => new()
    {
        ["workers"] = findings.Settings.Workers,
        ["baseline_seconds"] = findings.Baseline?.Elapsed.TotalSeconds,
        ["sections"] = new JsonArray([.. findings.Outcomes.Select(outcome => (JsonNode)new JsonObject
        {
            ["name"] = outcome.Section.Name,
            ["foreseen_seconds"] = findings.Plan[outcome.Section.Name]!.Duration.Expected.TotalSeconds,
            ["epochs_trained"] = outcome.Cost.EpochsTrained,
            ["elapsed_seconds"] = outcome.Cost.Elapsed.TotalSeconds,
            ["fit_seconds"] = outcome.Cost.FitTime.TotalSeconds,
            ["mean_fit_seconds"] = new JsonArray([.. outcome.Candidates.Select(candidate => (JsonNode)candidate.FitSeconds)]),
        })]),
    };

    private static JsonNode Parameters(ParameterSet parameters) => JsonNode.Parse(parameters.ToString())!;

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
