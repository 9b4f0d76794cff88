namespace Trimtab.Parquet;

/// <summary>
/// A structure that was read: by id, <see cref="long"/> for integers, <see cref="bool"/>, bytes, a structure, or a list of these.
/// </summary>
internal sealed class ThriftStruct : SortedDictionary<int, object>
{
    /// <summary>An integer; <see langword="null"/> where it is missing.</summary>
    public long? FindInteger(int id) => TryGetValue(id, out object? value) ? (long)value : null;

    /// <summary>An integer that must be there.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public long Integer(int id) => FindInteger(id) ?? throw Missing(id);

    /// <summary>A structure that must be there.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public ThriftStruct Struct(int id) => TryGetValue(id, out object? value) ? (ThriftStruct)value : throw Missing(id);

    /// <summary>The items of a list that must be there.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public IEnumerable<T> List<T>(int id) => TryGetValue(id, out object? value) ? ((List<object>)value).Cast<T>() : throw Missing(id);

    private static InvalidDataException Missing(int id) => new(Invariant($"Metadata lack field {id} of a structure."));
}
