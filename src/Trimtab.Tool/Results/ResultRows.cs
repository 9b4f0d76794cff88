namespace Trimtab.Tool.Results;

/// <summary>What a verb has found, as rows under columns.</summary>
/// <param name="Columns">Names of the columns, as they stand in JSON: lower case with underscores.</param>
/// <param name="Rows">
/// As many cells each: text, numbers, Booleans, times, dictionaries of these, or <see langword="null"/>. Read once, so that many can be
/// streamed.
/// </param>
internal sealed record ResultRows(IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Whether there is always one row: JSON has an object then, not an array of one.</summary>
    public bool IsSingle { get; init; }
}
