
using Trimtab.Data;
using Trimtab.ModelSelection.Running;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Scores one estimator on every fold. Immutable settings; thread-safe.</summary>
/// <param name="Estimator">What is scored.</param>
public sealed record CrossValidate(IEstimator Estimator)
{
    /// <summary>
    /// How rows are cut. A number means that many folds: stratified for a classifier whose targets are class numbers or one-hot rows, of
    /// consecutive rows otherwise; rows of a group stay together where <see cref="Groups"/> are given. Default 5.
    /// </summary>
    /// <remarks>
    /// scikit-learn's <c>cv=2</c> does not stratify one-hot targets, nor an estimator it does not know for a classifier, such as Keras's
    /// wrappers around a net. To have the folds of such a search, ask for them: <c>Cv = new KFold(2)</c>.
    /// </remarks>
    public Splitter Cv { get; init; } = 5;

    /// <summary>One group number a row, for splitters that keep groups together and for a number of folds; any other splitter is refused with them. Default: none.</summary>
    public IReadOnlyList<int>? Groups { get; init; }

    /// <summary>How it is judged. Empty, the default: by the estimator's own score.</summary>
    public IReadOnlyList<Scorer> Scoring { get; init; } = [];

    /// <summary>The score of a scorer that throws on a fold, and of every scorer of a fold whose fit throws. Default NaN.</summary>
    public ErrorScore ErrorScore { get; init; }

    /// <summary>Whether the training rows are scored too. Default false.</summary>
    public bool ReturnTrainScore { get; init; }

    /// <summary>Fits at the same time, 1 or more. Default: one per core.</summary>
    public int Workers
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = Environment.ProcessorCount;

    /// <summary>Where all draws begin; a fold's draws are those of a search with the same seed. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The clock of durations.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Fits and scores every fold.</summary>
    /// <exception cref="TrimtabException">The data can't be cut or learned from, or every fit failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CandidateResult Run(Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        SearchCheck.Scoring(Scoring, Refit.None);
        SearchCheck.Data(data, Estimator.Kind);
        var folds = Cv.FoldsFor(Estimator.Kind, data, Groups);
        if (SearchCheck.Refusal(Estimator, data) is { } refusal)
        {
            throw new TrimtabException($"The estimator can't be trained: {refusal.Message}", refusal);
        }

        var outcomes = new FoldOutcome[folds.Count];
        var runner = new FoldRunner(Scoring, ErrorScore, ReturnTrainScore, TimeProvider);
        WorkerPool.Run(
            folds.Count,
            Workers,
            fold =>
            {
                var (train, test) = (data.Select(folds[fold].Train), data.Select(folds[fold].Test));
                var context = new FitContext { Random = FoldRunner.RandomOf(Seed, fold), CancellationToken = cancellationToken };
                using var training = new TrackedTraining(Estimator, train, context, content: "", ledger: null, TimeProvider);
                runner.Run(training, [FoldRunner.LengthOf(Estimator)], (train, test), (_, outcome) => outcomes[fold] = outcome, keepsRows: null, cancellationToken);
            },
            cancellationToken);
        FoldOutcomes.RequireOneFit(outcomes, first: () => "");
        return FoldOutcomes.Gather(ParameterSet.Empty, outcomes, FoldRunner.Names(Scoring), ReturnTrainScore);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
