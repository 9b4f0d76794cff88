namespace Trimtab.ModelSelection;

/// <summary>A way to cut rows into folds. Immutable settings; the folds depend on them and the arguments alone. Thread-safe.</summary>
public abstract record Splitter
{
    /// <summary>Cuts the rows of <paramref name="data"/>.</summary>
    /// <param name="data">The rows; splitters that stratify look at their labels.</param>
    /// <param name="groups">One group number a row, for splitters that keep groups together; others ignore it.</param>
    /// <exception cref="TrimtabException">The rows cannot be cut so: too few rows, classes or groups.</exception>
    public abstract IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null);

    /// <summary>An integer stands for that many folds: stratified for a classifier, plain otherwise. Resolved by the search.</summary>
    public static implicit operator Splitter(int folds) => new DefaultSplitter(folds);
}
