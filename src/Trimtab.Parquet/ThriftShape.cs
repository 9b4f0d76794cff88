namespace Trimtab.Parquet;

/// <summary>The fields of a structure that are read, by id; others are skipped.</summary>
internal sealed class ThriftShape : Dictionary<int, ThriftField>;
