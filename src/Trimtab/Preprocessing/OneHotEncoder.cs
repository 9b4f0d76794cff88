using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>
/// Turns each feature into a column of zeros and ones for each of its categories, the different values of the training rows.
/// </summary>
/// <remarks>
/// As scikit-learn's: categories ascend, and a missing value is the last of them. The columns are called after feature and category,
/// <c>colour_red</c>, with a number behind where two would have the same name. Rare categories may share a column:
/// <see cref="MinFrequency"/>, <see cref="MaxCategories"/>.
/// <code>
/// var encoded = new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }.Fit(train).Transform(test);
/// </code>
/// </remarks>
[Named("one_hot_encoder")]
public sealed record OneHotEncoder : Transformer
{
    private CategoryLists _categories = CategoryLists.None;

    /// <summary>
    /// The categories of some features, in the order of their columns, by the features' names; whole numbers as <c>3</c>. Default: none,
    /// the training rows' are found out.
    /// </summary>
    /// <remarks>
    /// Columns are then the same whichever rows are learned from. A training row with another category is an error unless
    /// <see cref="HandleUnknown"/> is set.
    /// </remarks>
    /// <exception cref="ArgumentException">A list is empty, or has a null or a text twice.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories
    {
        get => _categories;
        init => _categories = CategoryLists.CopyOf(value);
    }

    /// <summary>Which category of a feature has no column of its own. Default: none is left out.</summary>
    public DropCategory Drop { get; init => field = Setting.Defined(value); }

    /// <summary>Treatment of a category that the training rows did not have. Default: an error.</summary>
    public HandleUnknown HandleUnknown { get; init => field = Setting.Defined(value); }

    /// <summary>
    /// Rows that a category must have to get a column of its own: a whole number of 1 or more, or a share of the training rows above 0 and
    /// below 1. Rarer ones share the last column of their feature, called <c>feature_infrequent</c>. Default, null: 1.
    /// </summary>
    public double? MinFrequency
    {
        get;
        init => field = value is not { } given ? null : Setting.Check(
            given, given is > 0 and < 1 || (given >= 1 && double.IsInteger(given)), "a whole number of 1 or more, or a share below 1");
    }

    /// <summary>
    /// Columns of a feature at most, 1 or more, before one is dropped: the rarest categories share the last, called
    /// <c>feature_infrequent</c>; of several that are as rare, the first. Default, null: any number.
    /// </summary>
    /// <remarks>As in scikit-learn, a feature with exactly so many categories still has its rarest one called infrequent.</remarks>
    public int? MaxCategories { get; init => field = Setting.AtLeast(value, 1); }

    /// <inheritdoc/>
    /// <exception cref="UnknownNameException">Categories are given for a column that is not there.</exception>
    public override void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        LearnedCategories.RequireColumns(data, _categories);
    }

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data)
    {
        Check(data);
        return new FittedOneHot(this, data, LearnedCategories.Of(data, _categories, HandleUnknown == HandleUnknown.Error));
    }

    /// <summary>Which categories are infrequent, by how many rows each has.</summary>
    /// <remarks>scikit-learn's <c>OneHotEncoder._identify_infrequent</c>; for one category at most, that of its later versions.</remarks>
    internal bool[] Infrequent(IReadOnlyList<int> counts, int rows)
    {
        double least = MinFrequency is { } frequency ? (frequency < 1 ? frequency * rows : frequency) : 0;
        bool[] infrequent = [.. counts.Select(count => count < least)];
        int columns = infrequent.Count(false) + 1;
        if (MaxCategories is { } most && columns > most)
        {
            foreach (int category in Enumerable.Range(0, counts.Count).OrderBy(category => counts[category])
                .Take(Math.Max(counts.Count - most + 1, 0)))
            {
                infrequent[category] = true;
            }
        }

        return infrequent;
    }
}

/// <summary>Which category of a feature has no column in a <see cref="OneHotEncoder"/>: zeros in all others stand for it.</summary>
public enum DropCategory
{
    /// <summary>Every category has a column.</summary>
    None,

    /// <summary>The first category of each feature.</summary>
    First,

    /// <summary>The first category of each feature with two.</summary>
    IfBinary,
}
