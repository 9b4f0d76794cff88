using Trimtab.Data;
using Trimtab.Numerics;
using Trimtab.Statistics;

namespace Trimtab.ModelSelection.Running;

/// <summary>Takes a training over a fold's training rows and scores it on the test rows wherever a candidate stops. Thread-safe.</summary>
/// <param name="scorers">In the order of the scores; empty for the estimator's own.</param>
/// <param name="errorScore">The score where a fit or a scorer throws.</param>
/// <param name="returnTrainScore">Whether the training rows are scored too.</param>
/// <param name="time">The clock of durations.</param>
internal sealed class FoldRunner(IReadOnlyList<Scorer> scorers, ErrorScore errorScore, bool returnTrainScore, TimeProvider time)
{
    /// <summary>The names in results: <c>score</c> for a single scorer, otherwise each scorer's own.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<Scorer> scorers) => scorers.Count <= 1 ? ["score"] : [.. scorers.Select(s => s.Name)];

    /// <summary>The draws of a fold: the same for every candidate.</summary>
    public static RandomAddress RandomOf(ulong seed, int fold) => RandomAddress.FromSeed(seed).At("fold").At(fold);

    /// <summary>Where a fit of <paramref name="estimator"/> stops: its epochs, or 1.</summary>
    public static int LengthOf(IEstimator estimator) => estimator is IIterativeEstimator iterative ? iterative.Epochs : 1;

    /// <summary>Takes <paramref name="training"/> to every stop and scores it there. Exceptions become outcomes; only cancellation is thrown, or an exception that is to be raised.</summary>
    /// <param name="training">On the fold's training rows; not begun.</param>
    /// <param name="stops">Epochs at which to score, rising.</param>
    /// <param name="fold">The rows.</param>
    /// <param name="scored">Given each stop's position and what came of it, in order.</param>
    /// <param name="keepsRows">Whether the scores of test rows are kept at an epoch; null: at all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public void Run(
        TrackedTraining training, IReadOnlyList<int> stops, (Dataset Train, Dataset Test) fold, Action<int, FoldOutcome> scored, Func<int, bool>? keepsRows, CancellationToken cancellationToken)
    {
        var broken = Try(() => training.Begin(stops[0]), cancellationToken);
        for (int stop = 0; stop < stops.Count; stop++)
        {
            while (broken is null && training.Done < stops[stop])
            {
                training.SaveIfDue();
                broken = Try(training.Advance, cancellationToken);
            }

            scored(stop, broken is null ? Score(training, fold, keepsRows?.Invoke(stops[stop]) ?? true, cancellationToken) : Failed(broken) with { FitTime = training.Time, Epochs = training.Epochs });
        }

        if (broken is null)
        {
            training.Save();
        }
    }

    /// <summary>The outcome of a fit that threw <paramref name="error"/>, or that would.</summary>
    public FoldOutcome Failed(Exception error)
    {
        ScorerOutcome[] scores = [.. Names(scorers).Select(_ => new ScorerOutcome(errorScore.Value))];
        return new() { Test = scores, Train = returnTrainScore ? scores : [], FitTime = TimeSpan.Zero, FitError = error };
    }

    private FoldOutcome Score(TrackedTraining training, (Dataset Train, Dataset Test) fold, bool keepsRows, CancellationToken cancellationToken)
    {
        IFitted? fitted = null;
        var broken = Try(() => fitted = training.Fitted, cancellationToken);
        if (fitted is null)
        {
            return Failed(broken!) with { FitTime = training.Time, Epochs = training.Epochs };
        }

        long start = time.GetTimestamp();
        var test = Score(fitted, fold.Test, keepsRows, cancellationToken);
        var scoreTime = time.GetElapsedTime(start);
        var train = returnTrainScore ? Score(fitted, fold.Train, keepsRows: false, cancellationToken) : [];
        return new() { Test = test, Train = train, FitTime = training.Time, ScoreTime = scoreTime, Epochs = training.Epochs, HasRows = keepsRows };
    }

    /// <summary>The scores of some rows: scorers fail one by one.</summary>
    private ScorerOutcome[] Score(IFitted fitted, Dataset rows, bool keepsRows, CancellationToken cancellationToken)
    {
        var context = new ScoringContext(fitted, rows);
        return scorers.Count > 0 ? [.. scorers.Select(scorer => Outcome(() => scorer))] : [Outcome(() => fitted.OwnScorer ?? throw new TrimtabException($"OwnScorer must be a scorer. That of {fitted.GetType().Name} is null."))];

        ScorerOutcome Outcome(Func<Scorer> scorer)
        {
            double value = errorScore.Value;
            double[]? single = null;
            var error = Try(() => (value, single) = scorer().ScoreWithRows(context), cancellationToken);
            return new(value, error, keepsRows ? RowScores.Of(single) : null);
        }
    }

    /// <summary>Runs the user's own code: what it throws is recorded and stops nothing else, unless errors are to be raised.</summary>
    private Exception? Try(Action act, CancellationToken cancellationToken)
    {
        try
        {
            act();
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Around the user's own code.
        catch (Exception error) when (!errorScore.IsRaised)
        {
            return error;
        }
#pragma warning restore CA1031
    }
}
