using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>Numbers the categories of each feature from 0: the values of the training rows in ascending order, or in a given one.</summary>
/// <remarks>
/// As scikit-learn's. The numbers are quantities for the steps that follow: use it where the order means something, or for trees.
/// <code>
/// var encoder = new OrdinalEncoder
/// {
///     Categories = new Dictionary&lt;string, IReadOnlyList&lt;string&gt;&gt; { ["size"] = ["small", "medium", "large"] },
///     HandleUnknown = OrdinalUnknown.UseEncodedValue,
/// };
/// var encoded = encoder.Fit(train).Transform(test);
/// </code>
/// </remarks>
[Named("ordinal_encoder")]
public sealed record OrdinalEncoder : Transformer
{
    private CategoryLists _categories = CategoryLists.None;

    /// <summary>
    /// The categories of some features in the order of their numbers, by the features' names; whole numbers as <c>3</c>. Default: none,
    /// those of the training rows in ascending order.
    /// </summary>
    /// <remarks>A training row with another category is an error unless <see cref="HandleUnknown"/> is set.</remarks>
    /// <exception cref="ArgumentException">A list is empty, or has a null or a text twice.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories
    {
        get => _categories;
        init => _categories = CategoryLists.CopyOf(value);
    }

    /// <summary>Treatment of a category that the training rows did not have. Default: an error.</summary>
    public OrdinalUnknown HandleUnknown { get; init => field = Setting.Defined(value); }

    /// <summary>
    /// The number of an unknown category where it is not an error; none of a category's, or NaN for a missing value. Default −1;
    /// scikit-learn has no default.
    /// </summary>
    public double UnknownValue { get; init => field = Single(value, nameof(UnknownValue)); } = -1;

    /// <summary>The number of a missing value; NaN, the default, leaves it missing.</summary>
    public double MissingValue { get; init => field = Single(value, nameof(MissingValue)); } = double.NaN;

    /// <inheritdoc/>
    public override bool KeepsColumns => true;

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
        var categories = LearnedCategories.Of(data, _categories, HandleUnknown == OrdinalUnknown.Error);
        for (int i = 0; i < data.FeatureLength; i++)
        {
            int count = categories.PresentOf(i);
            RequireOther(nameof(UnknownValue), HandleUnknown == OrdinalUnknown.UseEncodedValue ? UnknownValue : double.NaN, count);
            RequireOther(nameof(MissingValue), MissingValue, count);
        }

        return new FittedOrdinal(this, data, categories);
    }

    private static void RequireOther(string name, double value, int categories)
    {
        if (value >= 0 && value < categories && double.IsInteger(value))
        {
            throw new TrimtabException(
                Invariant($"{name} must be none of the categories' numbers, 0 to {categories - 1}. Got {value}: use -1 or NaN."));
        }
    }

    private static double Single(double value, string name) =>
        Setting.Check(value, !float.IsInfinity((float)value), "a number of single precision, or NaN", name);
}

/// <summary>The categories that an <see cref="OrdinalEncoder"/> has learned. Immutable; thread-safe.</summary>
internal sealed class FittedOrdinal(OrdinalEncoder settings, Dataset learnedFrom, LearnedCategories categories)
    : FittedTransformer(learnedFrom)
{
    /// <summary>The encoder.</summary>
    public OrdinalEncoder Settings => settings;

    /// <summary>The categories of each feature.</summary>
    public LearnedCategories Categories => categories;

    protected override Dataset Apply(Dataset data)
    {
        int width = data.FeatureLength;
        float[] encoded = FeatureMatrix.Of(data.Count, width, nameof(OrdinalEncoder));
        for (int row = 0; row < data.Count; row++)
        {
            for (int i = 0; i < width; i++)
            {
                encoded[(row * width) + i] = Encode(data, row, i);
            }
        }

        return data.WithFeatures(encoded, data.FeatureShape, [.. data.Columns.Select(column => new FeatureColumn(column.Name))]);
    }

    private float Encode(Dataset data, int row, int column)
    {
        int number = categories.NumberOf(data, row, column);
        return number >= 0 ? (float.IsNaN(data.FeaturesOf(row)[column]) ? (float)settings.MissingValue : number)
            : settings.HandleUnknown == OrdinalUnknown.UseEncodedValue ? (float)settings.UnknownValue
            : throw categories.Unknown(
                data, row, column, "set HandleUnknown to UseEncodedValue, and it is encoded as UnknownValue.");
    }
}
