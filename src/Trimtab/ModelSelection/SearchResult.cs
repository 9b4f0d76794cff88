using Trimtab.Statistics;

namespace Trimtab.ModelSelection;

/// <summary>What a search found. Immutable.</summary>
public sealed record SearchResult
{
    /// <summary>Every candidate with its scores.</summary>
    public required CvResults CvResults { get; init; }

    /// <summary>The search as trials: parameters, states, reports per fold and epoch.</summary>
    public required Study Study { get; init; }

    /// <summary>The number of the best candidate in <see cref="CvResults"/>; -1 where there is none (several scorers without refit, or none finished).</summary>
    public required int BestIndex { get; init; }

    /// <summary>The scorer the best is best by.</summary>
    public required string BestScorer { get; init; }

    /// <summary>The best candidate trained again on all rows; <see langword="null"/> without refit.</summary>
    public IFitted? BestEstimator { get; init; }

    /// <summary>Whether every candidate was tried.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>What it took.</summary>
    public required SearchCost Cost { get; init; }

    /// <summary>How sure the search is of its winner; <see langword="null"/> where there is none.</summary>
    public SearchStatistics? Statistics { get; init; }

    /// <summary>The winner, what can't be told apart from it, and what to expect of it, in three lines; empty where there is no winner.</summary>
    public string Summary => Statistics?.Summary(CvResults) ?? "";

    /// <summary>The settings of the best candidate.</summary>
    /// <exception cref="TrimtabException">There is no best candidate.</exception>
    public ParameterSet BestParameters => Best.Parameters;

    /// <summary>The mean test score of the best candidate over folds.</summary>
    /// <exception cref="TrimtabException">There is no best candidate.</exception>
    public double BestScore => Best.Test[BestScorer].Mean;

    private CandidateResult Best => BestIndex >= 0
        ? CvResults[BestIndex]
        : throw new TrimtabException("There is no best candidate: none has finished, or several scorers were given and none was named by Refit.");
}

/// <summary>What a search took. Immutable.</summary>
/// <param name="Elapsed">By the clock, refit included.</param>
/// <param name="FitTime">Summed over fits, each as if trained alone, without the refit.</param>
/// <param name="RefitTime">Of training the best again.</param>
/// <param name="Fits">Fits that ended, failed ones included.</param>
/// <param name="Failed">Fits that failed.</param>
/// <param name="Epochs">Epochs asked for: summed over fits, each as if trained alone; 1 per fit where the estimator has none.</param>
/// <param name="EpochsTrained">Epochs that were trained: fits that differ in their epochs only share them.</param>
/// <param name="Reused">Fits whose scores were found in the ledger; their times are those of when they were trained.</param>
public sealed record SearchCost(TimeSpan Elapsed, TimeSpan FitTime, TimeSpan RefitTime, int Fits, int Failed, long Epochs, long EpochsTrained, int Reused);
