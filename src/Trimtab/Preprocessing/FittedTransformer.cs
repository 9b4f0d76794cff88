using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>A <see cref="Transformer"/> that has learned: it changes the features of any rows. Immutable; thread-safe.</summary>
public abstract class FittedTransformer
{
    /// <summary>Remembers the columns of the rows that were learned from.</summary>
    /// <param name="learnedFrom">The rows that were learned from.</param>
    protected FittedTransformer(Dataset learnedFrom)
    {
        ArgumentNullException.ThrowIfNull(learnedFrom);
        (Features, Columns) = (learnedFrom.FeatureLength, learnedFrom.Columns);
    }

    /// <summary>How many features a row had that was learned from.</summary>
    internal int Features { get; }

    /// <summary>The columns of the rows that were learned from; empty where they had no names.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The rows with changed features; targets, labels and groups stay. Each row's are changed by themselves.</summary>
    /// <exception cref="TrimtabException">
    /// The rows have other columns than those that were learned from, or a feature can't be transformed.
    /// </exception>
    public Dataset Transform(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.FeatureLength != Features)
        {
            throw new TrimtabException("Rows to transform must have the columns of those that were learned from. "
                + Invariant($"Got {data.FeatureLength} features a row; {Features} were learned from."));
        }

        LearnedColumns.Require(Columns, data, "transform");
        foreach (var (_, given) in Columns.Zip(data.Columns).Where(pair => !HaveLikeCategories(pair.First, pair.Second)).Take(1))
        {
            throw new TrimtabException("Rows to transform must have the columns of those that were learned from. "
                + $"The categories of '{given.Name}' are others: make these rows by ToDatasetLike of those.");
        }

        return Apply(data)
            ?? throw new TrimtabException($"Apply must return the transformed rows. {GetType().Name} returned null.");
    }

    /// <summary>
    /// The rows with changed features (<see cref="Dataset.WithFeatures"/>); they have the columns that were learned from.
    /// </summary>
    protected abstract Dataset Apply(Dataset data);

    /// <summary>Whether a column has the categories of the learned one, after which others may come.</summary>
    private static bool HaveLikeCategories(FeatureColumn learned, FeatureColumn given) =>
        ReferenceEquals(learned.Categories, given.Categories)
        || (learned.Categories is { } categories && given.Categories?.Take(categories.Count).SequenceEqual(categories) == true);
}
