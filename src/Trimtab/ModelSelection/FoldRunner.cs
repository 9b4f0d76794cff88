using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>Takes a training over a fold's training rows and scores it on the test rows wherever a candidate stops. Thread-safe.</summary>
/// <param name="scorers">In the order of the scores; empty for the estimator's own.</param>
/// <param name="errorScore">What a failed cell scores.</param>
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

    /// <summary>Takes <paramref name="training"/> to every stop and scores it there. Errors become outcomes; only cancellation is thrown, or an error that is to be raised.</summary>
    /// <param name="training">On the fold's training rows; not begun.</param>
    /// <param name="stops">Epochs at which to score, rising.</param>
    /// <param name="fold">The rows.</param>
    /// <param name="scored">Given each stop's position and what came of it, in order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public void Run(
        TrackedTraining training, IReadOnlyList<int> stops, (Dataset Train, Dataset Test) fold, Action<int, UnitOutcome> scored, CancellationToken cancellationToken)
    {
        var broken = Try(() => training.Begin(stops[0]), cancellationToken);
        for (int stop = 0; stop < stops.Count; stop++)
        {
            while (broken is null && training.Done < stops[stop])
            {
                training.SaveIfDue();
                broken = Try(training.Advance, cancellationToken);
            }

            scored(stop, broken is null ? Score(training, fold, cancellationToken) : Failed(broken, training));
        }

        if (broken is null)
        {
            training.Save();
        }
    }

    private UnitOutcome Score(TrackedTraining training, (Dataset Train, Dataset Test) fold, CancellationToken cancellationToken)
    {
        var fitted = training.Fitted;
        double[] test = [], train = [];
        long start = time.GetTimestamp();
        var scoreTime = TimeSpan.Zero;
        var error = Try(
            () =>
            {
                test = Score(fitted, fold.Test);
                scoreTime = time.GetElapsedTime(start);
                train = returnTrainScore ? Score(fitted, fold.Train) : [];
            },
            cancellationToken);
        return error is null
            ? new() { Test = test, Train = train, FitTime = training.Time, ScoreTime = scoreTime, Epochs = training.Epochs }
            : Failed(error, training);
    }

    private UnitOutcome Failed(Exception error, TrackedTraining training)
    {
        double[] scores = [.. Names(scorers).Select(_ => errorScore.Value)];
        return new() { Test = scores, Train = returnTrainScore ? scores : [], FitTime = training.Time, Epochs = training.Epochs, Error = error };
    }

    /// <summary>Runs the user's own code: whatever it throws fails this candidate and no other.</summary>
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

    private double[] Score(IFitted fitted, Dataset data)
    {
        if (scorers.Count == 0)
        {
            return [fitted.Score(data)];
        }

        var context = new ScoringContext(fitted, data);
        return [.. scorers.Select(scorer => scorer.Score(context))];
    }
}
