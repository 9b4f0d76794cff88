using Trimtab.Data;

namespace Trimtab.Preprocessing;

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
        _made = data.Columns.Count == 0 ? [] : DistinctNames.Of(
        [
            .. _kept.Select(i => settings.Filled(data.Columns[i], fill[i])),
            .. _indicated.Select(i => new FeatureColumn($"missingindicator_{data.Columns[i].Name}")),
        ]);
        if (_kept.Length + _indicated.Length == 0)
        {
            throw new TrimtabException("SimpleImputer must leave a column. No feature has a value in the training rows: "
                + "set KeepEmptyFeatures, or leave the features out.");
        }

        Keeps = _indicated.Length == 0 && _kept.Length == all.Length;
    }

    /// <summary>Positions of the features that stay, in the order of the first columns that are made.</summary>
    public IReadOnlyList<int> Kept => _kept;

    /// <summary>Positions of the features that a column tells of whether they are missing; the last columns.</summary>
    public IReadOnlyList<int> Indicated => _indicated;

    /// <summary>The number that a missing one becomes, by kept feature.</summary>
    public IReadOnlyList<float> Fill => _fill;

    private bool Keeps { get; }

    protected override Dataset Apply(Dataset data)
    {
        int width = _kept.Length + _indicated.Length;
        var (columns, codes) = Categories(data);
        float[] filled = FeatureMatrix.Of(data.Count, width, nameof(SimpleImputer));
        for (int row = 0; row < data.Count; row++)
        {
            var from = data.FeaturesOf(row);
            var to = filled.AsSpan(row * width, width);
            for (int i = 0; i < _kept.Length; i++)
            {
                float value = from[_kept[i]];
                to[i] = float.IsNaN(value) ? _fill[i] : codes?[i] is { } numbers ? numbers[(int)value] : value;
            }

            for (int i = 0; i < _indicated.Length; i++)
            {
                to[_kept.Length + i] = float.IsNaN(from[_indicated[i]]) ? 1 : 0;
            }
        }

        return data.WithFeatures(filled, Keeps ? data.FeatureShape : [width], columns);
    }

    /// <summary>
    /// The columns with the texts that only these rows have behind those that were learned and the one for missing values; and of each such
    /// column the number of each of its texts.
    /// </summary>
    private (FeatureColumn[] Columns, float[]?[]? Codes) Categories(Dataset data)
    {
        if (data.Columns.Count == 0 || !_kept.Any(HasMore))
        {
            return (_made, null);
        }

        FeatureColumn[] columns = [.. _made];
        float[]?[] codes = new float[]?[_kept.Length];
        foreach (var (i, feature) in _kept.Index().Where(item => HasMore(item.Item)))
        {
            var given = data.Columns[feature].Categories!;
            string[] all = [.. _made[i].Categories!, .. given.Except(_made[i].Categories!)];
            var numbers = all.Index().ToDictionary(item => item.Item, item => (float)item.Index, StringComparer.Ordinal);
            columns[i] = _made[i] with { Categories = all };
            codes[i] = [.. given.Select(text => numbers[text])];
        }

        return (columns, codes);

        bool HasMore(int feature) => data.Columns[feature].Categories?.Count > Columns[feature].Categories?.Count;
    }
}
