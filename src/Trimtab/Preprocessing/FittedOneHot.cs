using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>The categories that a <see cref="OneHotEncoder"/> has learned. Immutable; thread-safe.</summary>
internal sealed class FittedOneHot : FittedTransformer
{
    private const int NoColumn = -1;

    private readonly HandleUnknown _unknown;
    private readonly LearnedCategories _categories;
    private readonly int[][] _columnOf; // of each feature and category
    private readonly int[] _infrequent; // of each feature: the column of its infrequent categories
    private readonly FeatureColumn[] _made;

    public FittedOneHot(OneHotEncoder settings, Dataset data, LearnedCategories categories)
        : base(data)
    {
        (_unknown, _categories) = (settings.HandleUnknown, categories);
        (_columnOf, _infrequent) = (new int[data.FeatureLength][], new int[data.FeatureLength]);
        var names = new List<string>();
        for (int i = 0; i < data.FeatureLength; i++)
        {
            AddFeature(settings, i, data, names);
        }

        _made = names.Count > 0
            ? DistinctNames.Of([.. names.Select(name => new FeatureColumn(name))])
            : throw new TrimtabException("OneHotEncoder must leave a column. "
                + "Every feature has one, and the first of each is dropped: leave Drop as it is, or the features out.");
    }

    /// <summary>The categories of each feature.</summary>
    public LearnedCategories Categories => _categories;

    /// <summary>How many columns are made.</summary>
    public int Width => _made.Length;

    /// <summary>The column of each category of a feature; −1 for none.</summary>
    public IReadOnlyList<int> ColumnsOf(int feature) => _columnOf[feature];

    /// <summary>The column of a category of a feature that was not learned; −1 for none.</summary>
    public int UnknownColumnOf(int feature) =>
        _unknown == HandleUnknown.InfrequentIfExist ? _infrequent[feature] : NoColumn;

    protected override Dataset Apply(Dataset data)
    {
        int width = _made.Length;
        float[] encoded = FeatureMatrix.Of(data.Count, width, nameof(OneHotEncoder), "set MaxCategories, or take an OrdinalEncoder");
        for (int row = 0; row < data.Count; row++)
        {
            for (int i = 0; i < _columnOf.Length; i++)
            {
                int column = ColumnOf(data, row, i);
                if (column != NoColumn)
                {
                    encoded[(row * width) + column] = 1;
                }
            }
        }

        return data.WithFeatures(encoded, [width], _made);
    }

    private int ColumnOf(Dataset data, int row, int feature)
    {
        int number = _categories.NumberOf(data, row, feature);
        return number >= 0 ? _columnOf[feature][number] : _unknown switch
        {
            HandleUnknown.Ignore => NoColumn,
            HandleUnknown.InfrequentIfExist => _infrequent[feature],
            _ => throw _categories.Unknown(data, row, feature, "set HandleUnknown to Ignore, and it is encoded as zeros."),
        };
    }

    /// <summary>Gives the categories of a feature their columns: the frequent ones in their order, then one for all others.</summary>
    private void AddFeature(OneHotEncoder settings, int feature, Dataset data, List<string> names)
    {
        var texts = _categories.TextsOf(feature);
        bool[] infrequent = settings.Infrequent(_categories.CountsOf(feature), data.Count);
        string[] own =
        [
            .. texts.Where((_, category) => !infrequent[category]),
            .. infrequent.Contains(true) ? ["infrequent"] : Array.Empty<string>(),
        ];
        int dropped = settings.Drop == DropCategory.First || (settings.Drop == DropCategory.IfBinary && own.Length == 2) ? 1 : 0;
        int first = names.Count - dropped, last = names.Count - dropped + own.Length - 1, next = first;
        int Place(int column) => column - first < dropped ? NoColumn : column;

        _infrequent[feature] = infrequent.Contains(true) ? Place(last) : NoColumn;
        _columnOf[feature] = [.. infrequent.Select(isInfrequent => isInfrequent ? _infrequent[feature] : Place(next++))];
        names.AddRange(own.Skip(dropped).Select(text => $"{data.NameOf(feature)}_{text}"));
    }
}
