namespace Trimtab.Data;

/// <summary>Reads the texts of one column and finds out their kind. Not thread-safe.</summary>
/// <param name="name">The column's name.</param>
/// <param name="given">Its kind, where that is known.</param>
/// <param name="found">Its kind as an earlier pass has found it; or null.</param>
/// <param name="parser">How numbers and missing values are written.</param>
internal sealed class TextColumnReader(string name, GivenKind? given, ColumnKind? found, TextParser parser)
{
    private readonly List<double> _numbers = [];
    private readonly List<long> _ticks = [];
    private readonly TextCodes _texts = new();
    private int _rows;

    /// <summary>The column's name.</summary>
    public string Name => name;

    /// <summary>Its kind so far; null where all values are missing.</summary>
    public ColumnKind? Kind { get; private set; } = given?.Kind ?? found;

    /// <summary>Whether values of another kind came after the first ones, which are lost: the column must be read again.</summary>
    public bool MustBeReadAgain { get; private set; }

    /// <summary>Takes the next row's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The line it stands in, for messages.</param>
    /// <exception cref="TrimtabException">It is not of the kind that is given.</exception>
    public void Add(string text, long line)
    {
        _rows++;
        if (MustBeReadAgain)
        {
            return;
        }

        if (parser.IsMissing(text))
        {
            AddMissing();
            return;
        }

        if (Kind is null)
        {
            Kind = parser.KindOf(text);
            AddMissingBefore();
        }

        if (!TryAdd(text, line))
        {
            if (given is { } kind)
            {
                throw new TrimtabException(Invariant($"{kind.Rule(name)} Line {line} has '{text}'")
                    + (kind.Kind == ColumnKind.Number ? TextParser.CommaRemedy(text) : "")
                    + ": correct it, or add it to MissingTexts" + (kind.IsLearned ? "." : ", or read the column as Text."));
            }

            (Kind, MustBeReadAgain) = (ColumnKind.Text, true);
        }
    }

    /// <summary>The column; one of numbers where all values are missing.</summary>
    public FrameColumn ToColumn() => Kind switch
    {
        ColumnKind.Text => _texts.ToColumn(name, given is null ? StrayTexts.HintOf(_texts, parser) : null),
        ColumnKind.Date => new DateColumn(name, [.. _ticks]),
        null => new NumberColumn(name, [.. Enumerable.Repeat(double.NaN, _rows)]),
        var kind => new NumberColumn(name, [.. _numbers], kind == ColumnKind.Boolean),
    };

    private void AddMissing()
    {
        switch (Kind)
        {
            case ColumnKind.Text:
                _texts.Add(null);
                break;
            case ColumnKind.Date:
                _ticks.Add(DateColumn.MissingTicks);
                break;
            case not null:
                _numbers.Add(double.NaN);
                break;
        }
    }

    private void AddMissingBefore()
    {
        for (int i = 1; i < _rows; i++)
        {
            AddMissing();
        }
    }

    private bool TryAdd(string text, long line)
    {
        switch (Kind)
        {
            case ColumnKind.Number when parser.Number(text) is { } number:
                _numbers.Add(number);
                return given is not null || !TextParser.IsCode(text, number);
            case ColumnKind.Boolean or ColumnKind.Number when (Kind == ColumnKind.Boolean || given is { IsLearned: true })
                && TextParser.Flag(text) is { } flag:
                _numbers.Add(flag ? 1 : 0);
                return true;
            case ColumnKind.Date when TextParser.Date(text) is { } date:
                _ticks.Add(date.Ticks);
                return true;
            case ColumnKind.Text:
                _texts.Add(text, line);
                return true;
            default:
                return false;
        }
    }
}
