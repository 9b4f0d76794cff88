using Trimtab.Caching;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.ModelSelection.Running;

/// <summary>What one fit came to: one candidate on one fold.</summary>
internal sealed record FoldOutcome
{
    /// <summary>By scorer, on the test rows; every one has a value, also where the fit failed.</summary>
    public required IReadOnlyList<ScorerOutcome> Test { get; init; }

    /// <summary>By scorer, on the training rows; empty unless asked for.</summary>
    public IReadOnlyList<ScorerOutcome> Train { get; init; } = [];

    public required TimeSpan FitTime { get; init; }

    public TimeSpan ScoreTime { get; init; }

    public IReadOnlyList<EpochReport> Epochs { get; init; } = [];

    /// <summary>What the fit threw; or null. Scorers keep their own errors.</summary>
    public Exception? FitError { get; init; }

    /// <summary>Whether neither the fit nor a scorer threw.</summary>
    public bool IsWhole => FitError is null && Test.Concat(Train).All(score => score.Error is null);

    /// <summary>Whether the scores of test rows were kept, where they can be known.</summary>
    public bool HasRows { get; init; }

    /// <summary>Whether it was found in a ledger.</summary>
    public bool IsReused { get; init; }

    /// <summary>Why there is no test score of the scorer at <paramref name="scorer"/>; null where there is one.</summary>
    public Exception? ErrorOf(int scorer) => FitError ?? Test[scorer].Error;

    /// <summary>Every exception, as data.</summary>
    public IEnumerable<FoldFailure> Failures(int fold, IReadOnlyList<string> names) => FitError is { } error
        ? [FoldFailure.Of(error, fold)]
        : [.. Failures(Test, fold, names, onTraining: false), .. Failures(Train, fold, names, onTraining: true)];

    public static FoldOutcome From(Cell cell) => new()
    {
        Test = [.. cell.Test.Select((score, i) => new ScorerOutcome(score, Rows: cell.Rows?.ElementAtOrDefault(i)))],
        Train = [.. cell.Train.Select(score => new ScorerOutcome(score))],
        FitTime = new(cell.FitTicks),
        ScoreTime = new(cell.ScoreTicks),
        Epochs = cell.Epochs,
        HasRows = cell.Rows is not null,
        IsReused = true,
    };

    /// <summary>What was measured at <paramref name="epoch"/>, where this outcome was scored: the training's figures, and each score as <c>test_</c> and the scorer's name.</summary>
    public EpochReport ReportOf(int epoch, IReadOnlyList<string> names)
    {
        var measures = Epochs.LastOrDefault(report => report.Epoch == epoch)?.Measures.ToDictionary() ?? [];
        foreach (var (score, name) in Test.Zip(names).Where(item => (FitError ?? item.First.Error) is null))
        {
            measures[$"test_{name}"] = score.Value;
        }

        return new(epoch, measures);
    }

    public Cell ToCell() => new([.. Test.Select(score => score.Value)], [.. Train.Select(score => score.Value)], FitTime.Ticks, ScoreTime.Ticks, Epochs, HasRows ? [.. Test.Select(score => score.Rows)] : null);

    private static IEnumerable<FoldFailure> Failures(IReadOnlyList<ScorerOutcome> scores, int fold, IReadOnlyList<string> names, bool onTraining) =>
        scores.Zip(names).Where(score => score.First.Error is not null).Select(score => FoldFailure.Of(score.First.Error!, fold, score.Second, onTraining));
}

/// <summary>Brings the folds of one candidate together.</summary>
internal static class FoldOutcomes
{
    public static CandidateResult Gather(ParameterSet parameters, FoldOutcome[] folds, IReadOnlyList<string> names, bool withTrain)
    {
        return new()
        {
            Parameters = parameters,
            Test = Scores(outcome => outcome.Test),
            Train = withTrain ? Scores(outcome => outcome.Train) : new Dictionary<string, FoldScores>(),
            FitSeconds = new([.. folds.Select(outcome => outcome.FitTime.TotalSeconds)]),
            ScoreSeconds = new([.. folds.Select(outcome => outcome.ScoreTime.TotalSeconds)]),
            ReusedFolds = folds.Count(outcome => outcome.IsReused),
            Rows = names.Index().Where(name => folds.All(outcome => outcome.Test[name.Index].Rows is not null))
                .ToDictionary(name => name.Item, IReadOnlyList<RowScores> (name) => [.. folds.Select(outcome => outcome.Test[name.Index].Rows!)]),
            Failures = [.. folds.SelectMany((outcome, fold) => outcome.Failures(fold, names))],
        };

        Dictionary<string, FoldScores> Scores(Func<FoldOutcome, IReadOnlyList<ScorerOutcome>> of) =>
            names.Select((name, i) => (name, new FoldScores([.. folds.Select(outcome => of(outcome)[i].Value)]))).ToDictionary();
    }

    /// <summary>Refuses to go on where there is nothing but failed fits; failed scorers are no failed fits.</summary>
    /// <exception cref="TrimtabException">Every fit failed.</exception>
    public static void RequireOneFit(IReadOnlyCollection<FoldOutcome> outcomes, Func<string> first)
    {
        if (outcomes.All(outcome => outcome.FitError is not null))
        {
            var error = outcomes.First().FitError!;
            throw new TrimtabException($"{InvariantText.AllFailed(outcomes.Count, "fit")}{first()}: {error.Message}", error);
        }
    }
}
