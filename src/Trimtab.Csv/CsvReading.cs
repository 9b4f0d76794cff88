using Trimtab.Data;

namespace Trimtab.Csv;

/// <summary>How a file of CSV becomes a <see cref="DataFrame"/>. Immutable; thread-safe.</summary>
public sealed record CsvReading : TextReading
{
    /// <summary>
    /// Character between cells. Default, null: the comma, semicolon, tab or bar that the first lines have, or what a first line as
    /// <c>sep=;</c> says.
    /// </summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first line has the columns' titles; otherwise they are called x0, x1, x2, … Default: yes.</summary>
    public bool HasTitles { get; init; } = true;
}
