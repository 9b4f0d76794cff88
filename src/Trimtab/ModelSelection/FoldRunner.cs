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

    /// <summary>Trains <paramref name="estimator"/> and scores it at every stop. Errors become outcomes; only cancellation is thrown, or an error that is to be raised.</summary>
    /// <param name="estimator">What is trained.</param>
    /// <param name="stops">Epochs at which to score, rising.</param>
    /// <param name="fold">The rows.</param>
    /// <param name="context">Draws, listener and cancellation.</param>
    /// <param name="scored">Given each stop's position and what came of it, in order.</param>
    public void Run(IEstimator estimator, IReadOnlyList<int> stops, (Dataset Train, Dataset Test) fold, FitContext context, Action<int, UnitOutcome> scored)
    {
        var epochs = new List<EpochReport>();
        var listening = context with { EpochEnded = report => Hear(report) };
        ITrajectory? trajectory = null;
        Exception? broken = null;
        var fitTime = TimeSpan.Zero;
        for (int stop = 0; stop < stops.Count; stop++)
        {
            long start = time.GetTimestamp();
            int epoch = stops[stop];
            broken ??= Try(() => (trajectory ??= Begin(estimator, fold.Train, listening)).AdvanceTo(epoch), context.CancellationToken);
            fitTime += time.GetElapsedTime(start);
            scored(stop, broken is null ? Score(trajectory!.Fitted, fold, fitTime, [.. epochs], context.CancellationToken) : Failed(broken, fitTime, [.. epochs]));
        }

        trajectory?.Dispose();

        void Hear(EpochReport report)
        {
            epochs.Add(report);
            context.EpochEnded?.Invoke(report);
        }
    }

    private static ITrajectory Begin(IEstimator estimator, Dataset data, FitContext context) =>
        estimator is IIterativeEstimator iterative ? iterative.Begin(data, context) : new OneStepTrajectory(estimator, data, context);

    private UnitOutcome Score(IFitted fitted, (Dataset Train, Dataset Test) fold, TimeSpan fitTime, EpochReport[] epochs, CancellationToken cancellationToken)
    {
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
            ? new() { Test = test, Train = train, FitTime = fitTime, ScoreTime = scoreTime, Epochs = epochs }
            : Failed(error, fitTime, epochs);
    }

    private UnitOutcome Failed(Exception error, TimeSpan fitTime, EpochReport[] epochs)
    {
        double[] scores = [.. Names(scorers).Select(_ => errorScore.Value)];
        return new() { Test = scores, Train = returnTrainScore ? scores : [], FitTime = fitTime, Epochs = epochs, Error = error };
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
