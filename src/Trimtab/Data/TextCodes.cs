namespace Trimtab.Data;

/// <summary>Texts as numbers while they come in: each different one is kept once. Not thread-safe.</summary>
internal sealed class TextCodes
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _codes = [];

    /// <summary>Adds a text; null where it is missing.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            _codes.Add(-1);
            return;
        }

        if (!_numbers.TryGetValue(text, out int number))
        {
            _numbers.Add(text, number = _numbers.Count);
        }

        _codes.Add(number);
    }

    /// <summary>The column, with ascending categories.</summary>
    public TextColumn ToColumn(string name)
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

        return new(name, codes, categories);
    }
}
