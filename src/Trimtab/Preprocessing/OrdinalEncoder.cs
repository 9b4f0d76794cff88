using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>Numbers the categories of each feature, the different values of the training rows, from 0 in ascending order.</summary>
/// <remarks>
/// As scikit-learn's. The numbers are quantities for the steps that follow: use it where the order means something, or for trees.
/// <code>
/// var encoded = new OrdinalEncoder { HandleUnknown = HandleUnknown.Ignore, UnknownValue = -1 }.Fit(train).Transform(test);
/// </code>
/// </remarks>
[Named("ordinal_encoder")]
public sealed record OrdinalEncoder : Transformer
{
    /// <summary>Treatment of a category that the training rows did not have. Default: an error.</summary>
    public HandleUnknown HandleUnknown { get; init; }

    /// <summary>
    /// The number of an unknown category where it is not an error; none of a category's, or NaN for a missing value. Default −1.
    /// </summary>
    public double UnknownValue { get; init; } = -1;

    /// <summary>The number of a missing value; NaN, the default, leaves it missing.</summary>
    public double MissingValue { get; init; } = double.NaN;

    /// <inheritdoc/>
    public override bool KeepsColumns => true;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">A number for unknown or missing ones is infinite.</exception>
    public override void Check(Dataset data)
    {
        foreach (var (name, value) in new[] { (nameof(UnknownValue), UnknownValue), (nameof(MissingValue), MissingValue) })
        {
            if (float.IsInfinity((float)value))
            {
                throw new TrimtabException(Invariant($"{name} must be a number of single precision, or NaN. Got {value}."));
            }
        }
    }

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data)
    {
        Check(data);
        var categories = new LearnedCategories(data);
        for (int i = 0; i < data.FeatureLength; i++)
        {
            int count = categories.Of(i).Count(value => !float.IsNaN(value));
            Require(nameof(UnknownValue), HandleUnknown == HandleUnknown.Ignore ? UnknownValue : double.NaN, count);
            Require(nameof(MissingValue), MissingValue, count);
        }

        return new FittedOrdinal(this, data, categories);

        static void Require(string name, double value, int count)
        {
            if (value >= 0 && value < count && double.IsInteger(value))
            {
                throw new TrimtabException(
                    Invariant($"{name} must be none of the categories' numbers, 0 to {count - 1}. Got {value}: use -1 or NaN."));
            }
        }
    }
}

/// <summary>The categories that an <see cref="OrdinalEncoder"/> has learned. Immutable; thread-safe.</summary>
internal sealed class FittedOrdinal(OrdinalEncoder settings, Dataset learnedFrom, LearnedCategories categories)
    : FittedTransformer(learnedFrom)
{
    protected override Dataset Apply(Dataset data)
    {
        int width = data.FeatureLength;
        float[] encoded = new float[data.Count * width];
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
        float value = data.FeaturesOf(row)[column];
        int number = categories.NumberOf(column, value);
        return number >= 0 ? (float.IsNaN(value) ? (float)settings.MissingValue : number)
            : settings.HandleUnknown == HandleUnknown.Ignore ? (float)settings.UnknownValue
            : throw categories.Unknown(data, row, column, "set HandleUnknown to Ignore, and it is encoded as UnknownValue.");
    }
}
