namespace Trimtab.Data;

/// <summary>Reads rows of texts into columns, a second time where a column was taken for something else at first.</summary>
internal static class TextTable
{
    public static DataFrame Read(
        IReadOnlyList<string> titles, Func<IEnumerable<(string[] Texts, long Line)>> rows, TextReading reading)
    {
        int[] chosen = Chosen(titles, reading);
        var found = new ColumnKind?[titles.Count];
        var readers = Pass(titles, chosen, rows(), found, reading);
        if (readers.Any(reader => reader.MustBeReadAgain))
        {
            foreach (var (i, reader) in chosen.Zip(readers))
            {
                found[i] = reader.Kind;
            }

            readers = Pass(titles, chosen, rows(), found, reading);
        }

        return new(readers.Select(reader => reader.ToColumn()));
    }

    private static TextColumnReader[] Pass(
        IReadOnlyList<string> titles,
        int[] chosen,
        IEnumerable<(string[] Texts, long Line)> rows,
        ColumnKind?[] found,
        TextReading reading)
    {
        TextColumnReader[] readers =
        [
            .. chosen.Select(i => new TextColumnReader(
                titles[i], reading.Kinds.TryGetValue(titles[i], out var said) ? said : null, found[i], reading)),
        ];
        foreach (var (texts, line) in rows)
        {
            if (texts.Length != titles.Count)
            {
                throw new TrimtabException(
                    Invariant($"Every line must have a cell for each of {titles.Count} titles. Line {line} has {texts.Length}."));
            }

            for (int i = 0; i < readers.Length; i++)
            {
                readers[i].Add(texts[chosen[i]], line);
            }
        }

        return readers;
    }

    /// <summary>The positions of the columns to read.</summary>
    private static int[] Chosen(IReadOnlyList<string> titles, TextReading reading)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, title) in titles.Index())
        {
            if (string.IsNullOrWhiteSpace(title) || !positions.TryAdd(title, i))
            {
                throw new TrimtabException("Columns need titles that are different and not blank. "
                    + Invariant($"Column {i + 1} is called '{title}'")
                    + (string.IsNullOrWhiteSpace(title) ? "." : Invariant($", as column {positions[title] + 1} is.")));
            }
        }

        foreach (string name in reading.Kinds.Keys.Concat(reading.Columns).Where(name => !positions.ContainsKey(name)))
        {
            throw new UnknownNameException("column", name, titles);
        }

        return reading.Columns.Count > 0 ? [.. reading.Columns.Select(name => positions[name])] : [.. Enumerable.Range(0, titles.Count)];
    }
}
