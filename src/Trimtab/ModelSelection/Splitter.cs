namespace Trimtab.ModelSelection;

/// <summary>A way to cut rows into folds. Immutable settings; the folds depend on them and the arguments alone. Thread-safe.</summary>
public abstract record Splitter
{
    /// <summary>Cuts the rows of <paramref name="data"/>.</summary>
    /// <param name="data">The rows; splitters that stratify look at their labels.</param>
    /// <param name="groups">One group number a row, for splitters that keep groups together; others ignore it.</param>
    /// <exception cref="TrimtabException">The rows cannot be cut so: too few rows, classes or groups.</exception>
    public abstract IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null);

    /// <summary>What this splitter means for one kind of estimator and data: itself, or, where it was given as a number, a k-fold split.</summary>
    /// <param name="kind">A classifier is split by class when <paramref name="data"/> has one class number a row; one-hot rows are not.</param>
    /// <param name="data">The rows to be split.</param>
    public virtual Splitter Resolve(EstimatorKind kind, Dataset data) => this;

    /// <summary>An integer stands for that many folds: stratified for a classifier, plain otherwise. Resolved by the search.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds.</exception>
    public static implicit operator Splitter(int folds) => new DefaultSplitter(folds);

    /// <summary>The rule of every k-fold split.</summary>
    private protected static int AtLeastTwoFolds(int folds) => folds >= 2
        ? folds
        : throw new ArgumentOutOfRangeException(nameof(folds), folds, "Cross-validation needs 2 folds or more, so that something is left to learn from.");

    /// <summary>The rule of every repeated or random split.</summary>
    private protected static int AtLeastOneSplit(int splits) => splits >= 1
        ? splits
        : throw new ArgumentOutOfRangeException(nameof(splits), splits, "A split must be made once or more.");
}
