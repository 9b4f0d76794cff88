namespace Trimtab.Tables;

/// <summary>Finds the columns of a table by their titles; blanks around a title do not matter.</summary>
internal sealed class TableTitles
{
    private readonly TrialTable _table;
    private readonly Dictionary<string, string[]> _wanted;

    /// <summary>The columns of a study's parameters and objectives.</summary>
    /// <exception cref="TrimtabException">Some have none; the message names all that have none.</exception>
    /// <exception cref="UnknownNameException"><see cref="ImportOptions.Titles"/> name neither a parameter nor an objective.</exception>
    public TableTitles(TrialTable table, IEnumerable<string> parameters, IReadOnlyList<Objective> objectives, ImportOptions options)
    {
        _table = table;
        _wanted = parameters.Select(name => (Name: name, Title: TrialTable.Parameter + name))
            .Concat(objectives.Select(objective => (objective.Name, Title: TrialTable.ValueTitle(objectives, objective))))
            .DistinctBy(item => item.Title)
            .ToDictionary(
                item => item.Title,
                item => options.Titles.TryGetValue(item.Name, out string? title) ? [title] : TitlesOf(item.Title, item.Name, objectives),
                StringComparer.Ordinal);
        string[] names = [.. parameters, .. objectives.Select(objective => objective.Name)];
        if (options.Titles.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new UnknownNameException("parameter or objective of ImportOptions.Titles", unknown, names);
        }

        string[] missing = [.. _wanted.Values.Where(titles => !titles.Any(title => Find(title) is not null)).Select(Missing)];
        if (missing.Length > 0)
        {
            throw new TrimtabException(
                $"Every parameter and objective needs a column. None is called {string.Join("; none is called ", missing)}. The titles are "
                + $"{string.Join(", ", table.Columns.Select(column => $"'{column.Name.Trim()}'"))}. Rename a column, or say its title: "
                + "'lr' is in \"learning rate\" by --title lr=\"learning rate\", in C# by ImportOptions.Titles.");
        }
    }

    /// <summary>The column of a parameter or objective.</summary>
    /// <param name="title">Optuna's title of it.</param>
    public TableColumn this[string title] => _wanted[title].Select(Find).OfType<TableColumn>().First();

    /// <summary>The column with a title; <see langword="null"/> where there is none.</summary>
    /// <exception cref="TrimtabException">Several have it.</exception>
    public TableColumn? Find(string title) => _table.Find(title)
        ?? _table.Columns.Where(column => column.Name.Trim() == title.Trim()).Select(column => _table.Find(column.Name)).FirstOrDefault();

    /// <summary>Titles that mean a parameter or objective, the likeliest first: Optuna's, also where it does not know its names.</summary>
    private static string[] TitlesOf(string title, string name, IReadOnlyList<Objective> objectives)
    {
        int index = objectives.Select(objective => TrialTable.ValueTitle(objectives, objective)).ToList().IndexOf(title);
        string[] unnamed = index < 0 ? [] : [objectives.Count > 1 ? Invariant($"values_{index}") : "value"];
        return [.. new[] { title }.Concat(unnamed).Append(name).Distinct(StringComparer.Ordinal)];
    }

    private string Missing(string[] titles)
    {
        var known = _table.Columns.Select(column => column.Name.Trim());
        string? near = titles.Select(title => NearestName.Of(title, known)).FirstOrDefault(name => name is not null);
        return string.Join(" or ", titles.Select(title => $"'{title}'")) + (near is null ? "" : $" (is it '{near}'?)");
    }
}
