namespace Trimtab.Tool.Results;

/// <summary>A column of results.</summary>
/// <typeparam name="T">What a row is of.</typeparam>
/// <param name="Name">Name of the column, as it stands in JSON: lower case with underscores.</param>
/// <param name="Cell">The cell that an item has in it.</param>
internal readonly record struct Column<T>(string Name, Func<T, object?> Cell);
