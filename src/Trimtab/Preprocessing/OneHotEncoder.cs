using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>
/// Turns each feature into a column of zeros and ones for each of its categories, the different values of the training rows.
/// </summary>
/// <remarks>
/// As scikit-learn's: categories ascend, and a missing value is the last of them. The columns are called after feature and category:
/// <c>colour_red</c>.
/// <code>
/// var encoded = new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }.Fit(train).Transform(test);
/// </code>
/// </remarks>
[Named("one_hot_encoder")]
public sealed record OneHotEncoder : Transformer
{
    /// <summary>Which category of a feature has no column of its own. Default: none is left out.</summary>
    public DropCategory Drop { get; init; }

    /// <summary>Treatment of a category that the training rows did not have. Default: an error.</summary>
    public HandleUnknown HandleUnknown { get; init; }

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data) => new FittedOneHot(this, data);
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

/// <summary>The categories that a <see cref="OneHotEncoder"/> has learned. Immutable; thread-safe.</summary>
internal sealed class FittedOneHot : FittedTransformer
{
    private readonly OneHotEncoder _settings;
    private readonly LearnedCategories _categories;
    private readonly int[] _first; // of each feature: its first column
    private readonly int[] _dropped; // of each feature: 1 where its first category has no column
    private readonly FeatureColumn[] _made;

    public FittedOneHot(OneHotEncoder settings, Dataset data)
        : base(data)
    {
        (_settings, _categories) = (settings, new(data));
        (_first, _dropped) = (new int[data.FeatureLength], new int[data.FeatureLength]);
        var made = new List<FeatureColumn>();
        for (int i = 0; i < _first.Length; i++)
        {
            var values = _categories.Of(i);
            _first[i] = made.Count;
            _dropped[i] = settings.Drop == DropCategory.First || (settings.Drop == DropCategory.IfBinary && values.Count == 2) ? 1 : 0;
            var column = _categories.Columns[i];
            made.AddRange(values.Skip(_dropped[i]).Select(value => new FeatureColumn($"{column.Name}_{column.TextOf(value)}")));
        }

        _made = made.Count > 0 ? [.. made] : throw new TrimtabException("OneHotEncoder must leave a column. "
            + "Every feature has one category, and the first of each is dropped: leave Drop as it is, or the features out.");
    }

    protected override Dataset Apply(Dataset data)
    {
        int width = _made.Length;
        float[] encoded = new float[data.Count * width];
        for (int row = 0; row < data.Count; row++)
        {
            var features = data.FeaturesOf(row);
            for (int i = 0; i < features.Length; i++)
            {
                int number = _categories.NumberOf(i, features[i]);
                if (number < 0 && _settings.HandleUnknown == HandleUnknown.Error)
                {
                    throw _categories.Unknown(data, row, i, "set HandleUnknown to Ignore, and it is encoded as zeros.");
                }

                if (number >= _dropped[i])
                {
                    encoded[(row * width) + _first[i] + number - _dropped[i]] = 1;
                }
            }
        }

        return data.WithFeatures(encoded, [width], _made);
    }
}
