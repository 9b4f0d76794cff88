namespace Trimtab.Parquet;

/// <summary>Types of the compact protocol of Thrift, in which the metadata of Parquet is written.</summary>
internal enum ThriftType
{
    Stop = 0,
    True = 1, // of a field, whose value it is, too
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}
