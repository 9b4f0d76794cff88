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
    public ImputerStrategy Strategy { get; init; }

    /// <summary>The constant of <see cref="ImputerStrategy.Constant"/> for numbers. Default 0.</summary>
    public double FillValue { get; init => field = Setting.Finite(value); }

    /// <summary>The constant of <see cref="ImputerStrategy.Constant"/> for texts. Default <c>missing_value</c>.</summary>
    public string FillText { get; init => field = Setting.AnyText(value); } = "missing_value";

    /// <summary>
    /// Whether a column of zeros and ones is added for each feature with missing values in the training rows, ones where they were.
    /// Default: no.
    /// </summary>
    public bool AddIndicator { get; init; }

    /// <summary>
    /// Whether a feature without any value in the training rows is kept and filled with 0, or with the constant. Default: no, it is left
    /// out unless the strategy is a constant.
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

        if (!float.IsFinite((float)FillValue))
        {
            throw new TrimtabException(Invariant($"FillValue must be a number of single precision. Got {FillValue}."));
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
        ImputerStrategy.Constant => column.Categories is { } categories ? NumberOf(FillText, categories) : FillValue,
        _ when present.Length == 0 => KeepEmptyFeatures ? 0 : double.NaN,
        ImputerStrategy.Mean => DenseVector.Sum(present) / present.Length,
        ImputerStrategy.Median => Median(present),
        _ => MostFrequent(present),
    };

    /// <summary>The column with the constant among its categories.</summary>
    internal FeatureColumn Filled(FeatureColumn column) =>
        Strategy == ImputerStrategy.Constant && column.Categories is { } categories && NumberOf(FillText, categories) == categories.Count
            ? column with { Categories = [.. categories, FillText] }
            : column;

    private static int NumberOf(string text, IReadOnlyList<string> categories)
    {
        int number = 0;
        while (number < categories.Count && categories[number] != text)
        {
            number++;
        }

        return number;
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

/// <summary>The values that a <see cref="SimpleImputer"/> has learned. Immutable; thread-safe.</summary>
internal sealed class FittedImputer : FittedTransformer
{
    private readonly int[] _kept, _indicated;
    private readonly float[] _fill;
    private readonly FeatureColumn[] _made;

    public FittedImputer(SimpleImputer settings, Dataset data)
        : base(data)
    {
        int[] all = [.. Enumerable.Range(0, data.FeatureLength)];
        double[] fill = [.. all.Select(i => settings.Fill(data.ColumnAt(i), data.Present(i)))];
        _kept = [.. all.Where(i => !double.IsNaN(fill[i]))];
        _fill = [.. _kept.Select(i => (float)fill[i])];
        _indicated = settings.AddIndicator ? [.. all.Where(data.HasMissing)] : [];
        _made = data.Columns.Count == 0 ? [] :
        [
            .. _kept.Select(i => settings.Filled(data.Columns[i])),
            .. _indicated.Select(i => new FeatureColumn($"missingindicator_{data.Columns[i].Name}")),
        ];
        if (_kept.Length + _indicated.Length == 0)
        {
            throw new TrimtabException("SimpleImputer must leave a column. No feature has a value in the training rows: "
                + "set KeepEmptyFeatures, or leave the features out.");
        }

        Keeps = _indicated.Length == 0 && _kept.Length == all.Length;
    }

    private bool Keeps { get; }

    protected override Dataset Apply(Dataset data)
    {
        int width = _kept.Length + _indicated.Length;
        float[] filled = new float[data.Count * width];
        for (int row = 0; row < data.Count; row++)
        {
            var from = data.FeaturesOf(row);
            var to = filled.AsSpan(row * width, width);
            for (int i = 0; i < _kept.Length; i++)
            {
                to[i] = float.IsNaN(from[_kept[i]]) ? _fill[i] : from[_kept[i]];
            }

            for (int i = 0; i < _indicated.Length; i++)
            {
                to[_kept.Length + i] = float.IsNaN(from[_indicated[i]]) ? 1 : 0;
            }
        }

        return data.WithFeatures(filled, Keeps ? data.FeatureShape : [width], _made);
    }
}
