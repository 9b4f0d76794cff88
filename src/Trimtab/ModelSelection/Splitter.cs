using System.Runtime.CompilerServices;
using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Splits rows into folds. Immutable settings; the folds depend on them and the arguments alone. Thread-safe.</summary>
public abstract record Splitter
{
    /// <summary>Splits the rows of <paramref name="data"/>.</summary>
    /// <param name="data">The rows; splitters that stratify look at their labels.</param>
    /// <param name="groups">
    /// One group number a row, for splitters that keep groups together (<see cref="UsesGroups"/>); others do not look at it.
    /// </param>
    /// <exception cref="TrimtabException">
    /// The rows cannot be split so: too few rows, classes or groups; or this is a number of folds, not resolved yet (<see
    /// cref="Resolve"/>).
    /// </exception>
    public abstract IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null);

    /// <summary>
    /// Splitter for one kind of estimator and data: itself, or, where it was given as a number, a k-fold split.
    /// </summary>
    /// <param name="kind">A classifier is split by class when <paramref name="data"/> has one class number a row, or one-hot rows.</param>
    /// <param name="data">The rows to be split.</param>
    /// <param name="hasGroups">Whether groups are given: their rows are kept together then.</param>
    public virtual Splitter Resolve(EstimatorKind kind, Dataset data, bool hasGroups = false) => this;

    /// <summary>
    /// Whether <see cref="Split"/> keeps groups together. Default: no, and a search that is given groups refuses the splitter, because rows
    /// of a group could be on both sides.
    /// </summary>
    public virtual bool UsesGroups => false;

    /// <summary>
    /// An integer stands for that many folds: stratified for a classifier, plain otherwise, groups kept together where they are given.
    /// Resolved by the search.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds.</exception>
    public static implicit operator Splitter(int folds) => new DefaultSplitter(folds);

    /// <summary>The folds of a search: what <see cref="Resolve"/> makes of this splitter, checked.</summary>
    /// <exception cref="TrimtabException">
    /// The rows cannot be split so, groups are given that would not be looked at, or a fold is missing, has an empty side or a row the data
    /// lack.
    /// </exception>
    internal IReadOnlyList<Fold> FoldsFor(EstimatorKind kind, Dataset data, IReadOnlyList<int>? groups)
    {
        var splitter = Resolve(kind, data, groups is not null);
        if (groups is not null && !splitter.UsesGroups)
        {
            throw new TrimtabException(
                $"Groups are given, and {splitter.GetType().Name} ignores them, as its UsesGroups is false: "
                    + "rows of a group could be learned from and tested in the same fold. "
                    + "Take GroupKFold, StratifiedGroupKFold, LeaveOneGroupOut, GroupShuffleSplit or a number of folds, "
                    + "override UsesGroups in a splitter of your own that keeps groups together, or leave Groups out.");
        }

        string name = splitter.GetType().Name;
        var folds = splitter.Split(data, groups) ?? throw new TrimtabException($"Split must return folds. {name} returned null.");
        foreach (var (number, fold) in folds.Index())
        {
            Require(fold, Invariant($"Fold {number} of {name}"), data.Count);
        }

        return folds.Count > 0 ? folds : throw new TrimtabException($"There must be a fold to score on. {name} made none.");
    }

    private static void Require(Fold? fold, string title, int rows)
    {
        if (fold is not { Train: { } train, Test: { } test })
        {
            throw new TrimtabException($"Every fold needs rows to learn from and rows to test. {title} is null, or one of its sides is.");
        }

        if (train.Length == 0 || test.Length == 0)
        {
            throw new TrimtabException("Every fold needs rows to learn from and rows to test. "
                + Invariant($"{title} has {train.Length} and {test.Length}."));
        }

        foreach (int row in train.Concat(test).Where(row => row < 0 || row >= rows).Take(1))
        {
            throw new TrimtabException("Folds must name rows of the data. "
                + Invariant($"{title} has row {row}; there are rows 0 to {rows - 1}."));
        }
    }

    /// <summary>The rule of every k-fold split.</summary>
    private protected static int AtLeastTwoFolds(int folds) => Setting.AtLeast(folds, 2, "Folds");

    /// <summary>The rule of every repeated or random split: all folds are held at once.</summary>
    private protected static int SplitsOf(int splits, [CallerMemberName] string name = "") => Setting.Between(splits, 1, 100_000, name);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
