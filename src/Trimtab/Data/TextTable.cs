namespace Trimtab.Data;

/// <summary>Reads rows of texts into columns, a second time where a column was taken for something else at first.</summary>
internal static class TextTable
{
    public static DataFrame Read(
        IReadOnlyList<string> titles, Func<IEnumerable<(string[] Texts, long Line)>> rows, TextReading reading)
    {
        int[] chosen = Chosen(titles, reading);
        var found = new ColumnKind?[titles.Count];
        var parser = new TextParser(reading);
        var given = GivenKind.Of(reading);
        var readers = Pass(titles, Readers(), rows(), chosen);
        if (readers.Any(reader => reader.MustBeReadAgain))
        {
            foreach (var (i, reader) in chosen.Zip(readers))
            {
                found[i] = reader.Kind;
            }

            readers = Pass(titles, Readers(), rows(), chosen);
        }

        return new(readers.Select(reader => reader.ToColumn()));

        TextColumnReader[] Readers() =>
        [
            .. chosen.Select(i => new TextColumnReader(
                titles[i], given.TryGetValue(titles[i], out var kind) ? kind : null, found[i], parser)),
        ];
    }

    private static TextColumnReader[] Pass(
        IReadOnlyList<string> titles, TextColumnReader[] readers, IEnumerable<(string[] Texts, long Line)> rows, int[] chosen)
    {
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
        bool IsRead(string title) => reading.Columns.Count == 0 || reading.Columns.Contains(title);
        foreach (var (i, title) in titles.Index())
        {
            if ((string.IsNullOrWhiteSpace(title) || !positions.TryAdd(title, i)) && IsRead(title))
            {
                throw new TrimtabException("Columns need titles that are different and not blank. "
                    + Invariant($"Column {i + 1} is called '{title}'")
                    + (string.IsNullOrWhiteSpace(title) ? "" : Invariant($", as column {positions[title] + 1} is"))
                    + ": name the columns to read in Columns, others may be called anything.");
            }
        }

        foreach (string name in reading.Kinds.Keys.Concat(reading.Columns).Where(name => !positions.ContainsKey(name)))
        {
            throw new UnknownNameException("column", name, titles);
        }

        return reading.Columns.Count > 0 ? [.. reading.Columns.Select(name => positions[name])] : [.. Enumerable.Range(0, titles.Count)];
    }
}
