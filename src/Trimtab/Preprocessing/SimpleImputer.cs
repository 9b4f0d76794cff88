using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Preprocessing;

/// <summary>Fills in missing values (NaN) of each feature, from its training rows or with a constant.</summary>
/// <remarks>
/// As scikit-learn's: a feature without any value in the training rows is left out, unless <see cref="KeepEmptyFeatures"/>. Texts can be
/// filled with the most frequent one or a constant.
/// <code>
/// var filled = new SimpleImputer { Strategy = ImputerStrategy.Median, AddIndicator = true }.Fit(train).Transform(test);
/// </code>
/// </remarks>
[Named("simple_imputer")]
public sealed record SimpleImputer : Transformer
{
    /// <summary>Kind of value that replaces missing ones. Default: the mean.</summary>
    public ImputerStrategy Strategy { get; init => field = Setting.Defined(value); }

    /// <summary>The constant of <see cref="ImputerStrategy.Constant"/> for numbers. Default 0.</summary>
    public double FillValue
    {
        get;
        init => field = Setting.Check(value, float.IsFinite((float)value), "a finite number of single precision");
    }

    /// <summary>
    /// The constant of <see cref="ImputerStrategy.Constant"/> for texts, and of a feature of texts without any where
    /// <see cref="KeepEmptyFeatures"/>. Default <c>missing_value</c>.
    /// </summary>
    public string FillText { get; init => field = Setting.AnyText(value); } = "missing_value";

    /// <summary>
    /// Whether a column of zeros and ones is added for each feature with missing values in the training rows, ones where they were.
    /// Default: no.
    /// </summary>
    public bool AddIndicator { get; init; }

    /// <summary>
    /// Whether a feature without any value in the training rows is kept and filled with 0, texts with <see cref="FillText"/>, or with the
    /// constant. Default: no, it is left out unless the strategy is a constant.
    /// </summary>
    public bool KeepEmptyFeatures { get; init; }

    /// <inheritdoc/>
    public override void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Strategy is ImputerStrategy.Mean or ImputerStrategy.Median && data.Columns.FirstOrDefault(c => c.IsCategorical) is { } texts)
        {
            throw new TrimtabException($"The {Strategy} is one of numbers. Column '{texts.Name}' has texts: "
                + "fill it with MostFrequent or Constant, in a ColumnTransformer for each kind of column.");
        }
    }

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data)
    {
        Check(data);
        return new FittedImputer(this, data);
    }

    /// <summary>What a column's missing values are replaced by; NaN where it has no value.</summary>
    /// <param name="column">The column.</param>
    /// <param name="present">Its values that are not missing; sorted here.</param>
    internal double Fill(FeatureColumn column, double[] present) => Strategy switch
    {
        ImputerStrategy.Constant => Constant(column, FillValue),
        _ when present.Length == 0 => KeepEmptyFeatures ? Constant(column, 0) : double.NaN,
        ImputerStrategy.Mean => DenseVector.Sum(present) / present.Length,
        ImputerStrategy.Median => Median(present),
        _ => MostFrequent(present),
    };

    /// <summary>The column with the text for missing values among its categories, where it is filled with that.</summary>
    /// <param name="column">The column.</param>
    /// <param name="fill">What it is filled with.</param>
    internal FeatureColumn Filled(FeatureColumn column, double fill) =>
        column.Categories is { } categories && fill == categories.Count
            ? column with { Categories = [.. categories, FillText] }
            : column;

    /// <summary>A number, or the position of <see cref="FillText"/> among a column's categories, where it is added last.</summary>
    private double Constant(FeatureColumn column, double number)
    {
        if (column.Categories is not { } categories)
        {
            return number;
        }

        int position = 0;
        while (position < categories.Count && categories[position] != FillText)
        {
            position++;
        }

        return position;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    /// <summary>The value with the most rows; the least of those that have as many.</summary>
    private static double MostFrequent(double[] values)
    {
        Array.Sort(values);
        double best = double.NaN;
        for (int start = 0, most = 0, end; start < values.Length; start = end)
        {
            for (end = start; end < values.Length && values[end] == values[start]; end++)
            {
            }

            (best, most) = end - start > most ? (values[start], end - start) : (best, most);
        }

        return best;
    }
}

/// <summary>Kind of value that a <see cref="SimpleImputer"/> replaces missing ones by.</summary>
public enum ImputerStrategy
{
    /// <summary>The mean of the training rows.</summary>
    Mean,

    /// <summary>The median of the training rows.</summary>
    Median,

    /// <summary>The most frequent value of the training rows; of several, the least.</summary>
    MostFrequent,

    /// <summary><see cref="SimpleImputer.FillValue"/>, or <see cref="SimpleImputer.FillText"/> for texts.</summary>
    Constant,
}
