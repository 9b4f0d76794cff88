using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>Fits an estimator on a fold's training rows and scores it on the test rows. Thread-safe.</summary>
/// <param name="scorers">In the order of the scores; empty for the estimator's own.</param>
/// <param name="errorScore">What a failed fold scores.</param>
/// <param name="returnTrainScore">Whether the training rows are scored too.</param>
/// <param name="time">The clock of durations.</param>
internal sealed class FoldRunner(IReadOnlyList<Scorer> scorers, ErrorScore errorScore, bool returnTrainScore, TimeProvider time)
{
    /// <summary>The names in results: <c>score</c> for a single scorer, otherwise each scorer's own.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<Scorer> scorers) => scorers.Count <= 1 ? ["score"] : [.. scorers.Select(s => s.Name)];

    /// <summary>The draws of a fold: the same for every candidate.</summary>
    public static RandomAddress RandomOf(ulong seed, int fold) => RandomAddress.FromSeed(seed).At("fold").At(fold);

    /// <summary>Runs one unit. Errors become outcomes; only cancellation is thrown.</summary>
    public UnitOutcome Run(IEstimator estimator, Dataset train, Dataset test, RandomAddress random, Action<EpochReport>? epochEnded, CancellationToken cancellationToken)
    {
        var epochs = new List<EpochReport>();
        long start = time.GetTimestamp();
        var fitTime = TimeSpan.Zero;
        try
        {
            var fitted = estimator.Fit(train, new()
            {
                Random = random,
                CancellationToken = cancellationToken,
                EpochEnded = report =>
                {
                    epochs.Add(report);
                    epochEnded?.Invoke(report);
                },
            });
            fitTime = time.GetElapsedTime(start);
            start = time.GetTimestamp();
            double[] scores = Score(fitted, test);
            var scoreTime = time.GetElapsedTime(start);
            return new() { Test = scores, Train = returnTrainScore ? Score(fitted, train) : [], FitTime = fitTime, ScoreTime = scoreTime, Epochs = epochs };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Around the user's own code: whatever it throws fails this candidate and no other.
        catch (Exception error) when (!errorScore.IsRaised)
        {
            double[] scores = [.. FoldRunner.Names(scorers).Select(_ => errorScore.Value)];
            return new() { Test = scores, Train = returnTrainScore ? scores : [], FitTime = fitTime, Epochs = epochs, Error = error };
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
