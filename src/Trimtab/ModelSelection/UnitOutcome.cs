using Trimtab.Training;

namespace Trimtab.ModelSelection;

/// <summary>What one fit came to: one candidate on one fold.</summary>
internal sealed record UnitOutcome
{
    /// <summary>Scores on the test rows, in the scorers' order.</summary>
    public required double[] Test { get; init; }

    /// <summary>Scores on the training rows; empty unless asked for.</summary>
    public double[] Train { get; init; } = [];

    public required TimeSpan FitTime { get; init; }

    public TimeSpan ScoreTime { get; init; }

    public IReadOnlyList<EpochReport> Epochs { get; init; } = [];

    /// <summary>What was thrown; or null.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether it was found in a ledger.</summary>
    public bool IsReused { get; init; }

    public static UnitOutcome From(Cell cell) => new()
    {
        Test = cell.Test,
        Train = cell.Train,
        FitTime = new(cell.FitTicks),
        ScoreTime = new(cell.ScoreTicks),
        Epochs = cell.Epochs,
        IsReused = true,
    };

    public Cell ToCell() => new(Test, Train, FitTime.Ticks, ScoreTime.Ticks, Epochs);
}

/// <summary>Brings the folds of one candidate together.</summary>
internal static class UnitOutcomes
{
    public static CandidateResult Gather(ParameterSet parameters, UnitOutcome[] folds, IReadOnlyList<string> names, bool withTrain)
    {
        return new()
        {
            Parameters = parameters,
            Test = Scores(outcome => outcome.Test),
            Train = withTrain ? Scores(outcome => outcome.Train) : new Dictionary<string, FoldScores>(),
            FitSeconds = new([.. folds.Select(outcome => outcome.FitTime.TotalSeconds)]),
            ScoreSeconds = new([.. folds.Select(outcome => outcome.ScoreTime.TotalSeconds)]),
            ReusedFolds = folds.Count(outcome => outcome.IsReused),
            Error = folds.Select(outcome => outcome.Error?.Message).FirstOrDefault(message => message is not null) ?? "",
        };

        Dictionary<string, FoldScores> Scores(Func<UnitOutcome, double[]> of) =>
            names.Select((name, i) => (name, new FoldScores([.. folds.Select(outcome => of(outcome)[i])]))).ToDictionary();
    }
}
