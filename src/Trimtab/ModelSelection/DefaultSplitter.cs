using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>What an integer given for a splitter means before the estimator is known.</summary>
/// <param name="Folds">How many folds, 2 or more.</param>
internal sealed record DefaultSplitter(int Folds) : Splitter
{
    public int Folds { get; init => field = AtLeastTwoFolds(value); } = AtLeastTwoFolds(Folds);

    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null) =>
        throw new TrimtabException("A number of folds is made into a splitter by a search, which knows the kind of its estimator. "
            + Invariant($"Got {Folds} folds to split by: use KFold, StratifiedKFold or GroupKFold, or call Resolve first."));

    public override Splitter Resolve(EstimatorKind kind, Dataset data, bool hasGroups = false) =>
        (kind == EstimatorKind.Classifier && data.HasClasses, hasGroups) switch
        {
            (true, true) => new StratifiedGroupKFold(Folds),
            (true, false) => new StratifiedKFold(Folds),
            (false, true) => new GroupKFold(Folds),
            (false, false) => new KFold(Folds),
        };
}
