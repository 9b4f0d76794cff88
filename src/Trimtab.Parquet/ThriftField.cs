namespace Trimtab.Parquet;

/// <summary>What a field of a structure must be.</summary>
/// <param name="Type">Its type; <see cref="ThriftType.True"/> for a Boolean.</param>
/// <param name="Struct">Of a structure or a list of structures, their fields.</param>
/// <param name="Item">Of a list, the type of its items.</param>
internal sealed record ThriftField(ThriftType Type, ThriftShape? Struct = null, ThriftType Item = ThriftType.Struct);
