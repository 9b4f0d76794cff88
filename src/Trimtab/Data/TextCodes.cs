namespace Trimtab.Data;

/// <summary>Texts as numbers while they come in: each different one is kept once. Not thread-safe.</summary>
internal sealed class TextCodes
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(string Text, int Count, long Line)> _different = [];
    private readonly List<int> _codes = [];

    /// <summary>The different texts in the order in which they came, how often each did, and the line of its first time.</summary>
    public IReadOnlyList<(string Text, int Count, long Line)> Different => _different;

    /// <summary>Adds a text.</summary>
    /// <param name="text">The text; null where it is missing.</param>
    /// <param name="line">The line it stands in; 0 where it stands in none.</param>
    public void Add(string? text, long line = 0)
    {
        if (text is null)
        {
            _codes.Add(-1);
            return;
        }

        if (_numbers.TryGetValue(text, out int number))
        {
            var (kept, count, first) = _different[number];
            _different[number] = (kept, count + 1, first);
        }
        else
        {
            _numbers.Add(text, number = _numbers.Count);
            _different.Add((text, 1, line));
        }

        _codes.Add(number);
    }

    /// <summary>The column, with ascending categories.</summary>
    public TextColumn ToColumn(string name, string? hint = null)
    {
        string[] categories = [.. _numbers.Keys.Order(StringComparer.Ordinal)];
        int[] places = new int[categories.Length];
        for (int i = 0; i < categories.Length; i++)
        {
            places[_numbers[categories[i]]] = i;
        }

        int[] codes = new int[_codes.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = _codes[row] < 0 ? -1 : places[_codes[row]];
        }

        return new(name, codes, categories) { Hint = hint };
    }
}
