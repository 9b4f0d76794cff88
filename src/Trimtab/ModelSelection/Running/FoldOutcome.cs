using Trimtab.Caching;

namespace Trimtab.ModelSelection.Running;

/// <summary>Outcome of one fit: one candidate trained and scored on one fold. Immutable.</summary>
/// <param name="Cell">
/// Scores, times and epoch reports, as the ledger keeps them; every scorer has a score, also where the fit failed.
/// </param>
internal sealed record FoldOutcome(Cell Cell)
{
    /// <summary>The exception of the fit; <see langword="null"/> where it did not throw. Scorers' exceptions are kept apart.</summary>
    public Exception? FitError { get; init; }

    /// <summary>By scorer, its exception on the test rows; empty where none threw.</summary>
    public IReadOnlyList<Exception?> TestErrors { get; init; } = [];

    /// <summary>By scorer, its exception on the training rows; empty where none threw.</summary>
    public IReadOnlyList<Exception?> TrainErrors { get; init; } = [];

    /// <summary>What was learned and predicted of the test rows; null unless the search keeps it.</summary>
    public ScoringContext? Context { get; init; }

    /// <summary>Whether the cell was found in a ledger.</summary>
    public bool IsReused { get; init; }

    /// <summary>Whether neither the fit nor a scorer threw, so that the cell may be kept.</summary>
    public bool IsWhole => FitError is null && TestErrors.Count == 0 && TrainErrors.Count == 0;

    /// <summary>Why there is no test score of the scorer at <paramref name="scorer"/>; <see langword="null"/> where there is one.</summary>
    public Exception? ErrorOf(int scorer) => FitError ?? (TestErrors.Count > 0 ? TestErrors[scorer] : null);

    /// <summary>Every exception, as data: the fit's, else the scorers' on test rows and then on training rows.</summary>
    public IEnumerable<FoldFailure> Failures(int fold, IReadOnlyList<string> scorers) => FitError is { } error
        ? [FoldFailure.Of(error, fold)]
        : [.. Failures(TestErrors, fold, scorers, onTraining: false), .. Failures(TrainErrors, fold, scorers, onTraining: true)];

    /// <summary>
    /// The training's metrics at <paramref name="epoch"/>, where this outcome was scored, with each score as <c>test_</c> and the scorer's
    /// name.
    /// </summary>
    public EpochReport ReportAt(int epoch, IReadOnlyList<string> scorers)
    {
        var metrics = Cell.Epochs.LastOrDefault(report => report.Epoch == epoch)?.Metrics.ToDictionary() ?? [];
        foreach (var (scorer, name) in scorers.Index().Where(item => ErrorOf(item.Index) is null))
        {
            metrics[ReportedName(name)] = Cell.Test[scorer];
        }

        return new(epoch, metrics);
    }

    /// <summary>What reports call the score of a scorer, so that it is no metric of the training.</summary>
    public static string ReportedName(string scorer) => $"test_{scorer}";

    private static IEnumerable<FoldFailure> Failures(
        IReadOnlyList<Exception?> errors, int fold, IReadOnlyList<string> scorers, bool onTraining) =>
        errors.Zip(scorers).Where(item => item.First is not null)
            .Select(item => FoldFailure.Of(item.First!, fold, item.Second, onTraining));
}
