namespace Trimtab.Parquet;

/// <summary>The structures of Parquet's metadata, as far as tables need them: <c>parquet.thrift</c> of Apache Parquet.</summary>
internal static class ParquetShapes
{
    private static readonly ThriftField _int32 = new(ThriftType.Int32), _int64 = new(ThriftType.Int64);
    private static readonly ThriftField _binary = new(ThriftType.Binary), _bool = new(ThriftType.True);
    private static readonly ThriftField _empty = new(ThriftType.Struct, []);

    private static readonly ThriftShape _time = new()
    {
        [1] = _bool, // is adjusted to UTC
        [2] = new(ThriftType.Struct, new() { [1] = _empty, [2] = _empty, [3] = _empty }), // milli-, micro-, nanoseconds
    };

    private static readonly ThriftShape _logicalType = new()
    {
        [1] = _empty, // string
        [2] = _empty, // map
        [3] = _empty, // list
        [4] = _empty, // enum
        [5] = new(ThriftType.Struct, new() { [1] = _int32, [2] = _int32 }), // decimal
        [6] = _empty, // date
        [7] = new(ThriftType.Struct, _time),
        [8] = new(ThriftType.Struct, _time), // timestamp
        [10] = new(ThriftType.Struct, new() { [1] = new(ThriftType.Byte), [2] = _bool }), // integer: bits, is signed
        [11] = _empty, // unknown
        [12] = _empty, // JSON
        [13] = _empty, // BSON
        [14] = _empty, // UUID
        [15] = _empty, // half
    };

    private static readonly ThriftShape _schemaElement = new()
    {
        [1] = _int32, // type
        [2] = _int32, // its length
        [3] = _int32, // repetition
        [4] = _binary, // name
        [SchemaChildren] = _int32,
        [6] = _int32, // converted type
        [7] = _int32, // scale
        [8] = _int32, // precision
        [9] = _int32, // id
        [10] = new(ThriftType.Struct, _logicalType),
    };

    private static readonly ThriftShape _columnMetadata = new()
    {
        [1] = _int32, // type
        [2] = new(ThriftType.List, Item: ThriftType.Int32), // encodings
        [ColumnPath] = new(ThriftType.List, Item: ThriftType.Binary),
        [ColumnCodec] = _int32,
        [ColumnValues] = _int64,
        [6] = _int64, // sizes
        [7] = _int64,
        [DataPageOffset] = _int64,
        [IndexPageOffset] = _int64,
        [DictionaryPageOffset] = _int64,
    };

    private static readonly ThriftShape _columnChunk = new()
    {
        [2] = _int64, // offset
        [ChunkMetadata] = new(ThriftType.Struct, _columnMetadata),
    };

    private static readonly ThriftShape _rowGroup = new()
    {
        [GroupColumns] = new(ThriftType.List, _columnChunk),
        [2] = _int64, // size
        [GroupRows] = _int64,
    };

    private static readonly ThriftShape _statistics = new()
    {
        [1] = _binary,
        [2] = _binary,
        [3] = _int64,
        [4] = _int64,
        [5] = _binary,
        [6] = _binary,
        [7] = _bool,
        [8] = _bool,
    };

    /// <summary>FileMetaData.</summary>
    public static readonly ThriftShape File = new()
    {
        [1] = _int32, // version
        [FileSchema] = new(ThriftType.List, _schemaElement),
        [3] = _int64, // rows
        [FileGroups] = new(ThriftType.List, _rowGroup),
        [5] = new(ThriftType.List, new() { [1] = _binary, [2] = _binary }), // texts of the writer
    };

    /// <summary>PageHeader.</summary>
    public static readonly ThriftShape Page = new()
    {
        [PageType] = _int32,
        [PageLength] = _int32,
        [PageCompressedLength] = _int32,
        [4] = _int32, // checksum
        [DataPage] = new(ThriftType.Struct, new()
        {
            [1] = _int32,
            [2] = _int32,
            [3] = _int32,
            [4] = _int32,
            [5] = new(ThriftType.Struct, _statistics),
        }),
        [6] = _empty, // index page
        [DictionaryPage] = new(ThriftType.Struct, new() { [1] = _int32, [2] = _int32, [3] = _bool }),
        [DataPage2] = new(ThriftType.Struct, new()
        {
            [1] = _int32,
            [Nulls2] = _int32,
            [3] = _int32,
            [4] = _int32,
            [Levels2] = _int32,
            [Repetitions2] = _int32,
            [IsCompressed2] = _bool,
            [8] = new(ThriftType.Struct, _statistics),
        }),
    };

    public const int FileSchema = 2, FileGroups = 4;
    public const int SchemaChildren = 5;
    public const int GroupColumns = 1, GroupRows = 3;
    public const int ChunkMetadata = 3, ColumnPath = 3, ColumnCodec = 4, ColumnValues = 5;
    public const int DataPageOffset = 9, IndexPageOffset = 10, DictionaryPageOffset = 11;
    public const int PageType = 1, PageLength = 2, PageCompressedLength = 3, DataPage = 5, DictionaryPage = 7, DataPage2 = 8;
    public const int Nulls2 = 2, Levels2 = 5, Repetitions2 = 6, IsCompressed2 = 7;
}
