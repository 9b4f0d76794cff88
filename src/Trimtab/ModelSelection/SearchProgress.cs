using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Progress of a search. Immutable.</summary>
public sealed record SearchProgress
{
    /// <summary>Fits that have ended, failed ones included.</summary>
    public required int FitsDone { get; init; }

    /// <summary>Total number of fits.</summary>
    public required int FitsTotal { get; init; }

    /// <summary>Epochs trained; an estimator without epochs counts 1.</summary>
    public required long EpochsDone { get; init; }

    /// <summary>Epochs to be trained in all: fits that differ in their epochs only share them.</summary>
    public required long EpochsTotal { get; init; }

    /// <summary>Epochs of the refit that are trained.</summary>
    public int RefitEpochsDone { get; init; }

    /// <summary>Epochs of the refit, the training of the best candidate on all rows; 0 before it begins.</summary>
    public int RefitEpochsTotal { get; init; }

    /// <summary>Time since the search began, the checks of its candidates included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// Time still to go at the pace so far, by epochs; <see langword="null"/> before that is known: where nothing was timed before, not in
    /// the first second of the trainings.
    /// </summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>The best mean score of the candidates all of whose folds are done; NaN before there is one.</summary>
    public double BestScore { get; init; } = double.NaN;

    /// <summary>Parameters of the best candidate so far.</summary>
    public ParameterSet? BestParameters { get; init; }

    /// <summary>Number of fits that failed so far.</summary>
    public int Failed { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
