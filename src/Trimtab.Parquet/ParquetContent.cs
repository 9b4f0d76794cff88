using System.Buffers.Binary;
using System.Text;
using static Trimtab.Parquet.ParquetShapes;

namespace Trimtab.Parquet;

/// <summary>
/// A file of Parquet whose structure was checked, for a reader that trusts it: metadata are whole and of the types they must have, pages
/// lie inside the file and have as many values as columns need, and what they say to be long is in proportion to the file.
/// </summary>
/// <remarks>
/// The metadata are written anew with the fields that are known, since Parquet.Net skips some others wrongly, and loops where metadata end
/// too early.
/// </remarks>
internal sealed class ParquetContent
{
    private const int Deepest = 16; // groups of columns inside one another
    private const int MostCellsPerByte = 1024; // numbers that differ take a byte or more each, and a table of trials has some
    private const int FewCells = 1 << 20;

    private static readonly byte[] _magic = "PAR1"u8.ToArray();

    private readonly Dictionary<(int Group, string Path), long> _ends = [];

    /// <summary>Checks a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message says what is wrong.</exception>
    public ParquetContent(byte[] file)
    {
        int footer = Footer(file);
        var metadata = new ThriftReader(file.AsSpan(footer, file.Length - 8 - footer), 0).Struct(ParquetShapes.File);
        RequireTree([.. metadata.List<ThriftStruct>(FileSchema)]);
        CheckGroups(file.AsSpan(0, footer), [.. metadata.List<ThriftStruct>(FileGroups)]);
        Stream = new(WithFooter(file.AsSpan(0, footer), metadata));
    }

    /// <summary>The file, with metadata that are known.</summary>
    public LimitedStream Stream { get; }

    /// <summary>Lets the pages of a column of a group of rows be read, and nothing behind them.</summary>
    public void Limit(int group, IEnumerable<string> path) =>
        Stream.Limit = _ends.TryGetValue((group, Path(path)), out long end) ? end : Stream.Length;

    /// <summary>Where the metadata begin.</summary>
    private static int Footer(byte[] file)
    {
        bool isWhole = file.Length >= 12 && file.AsSpan(0, 4).SequenceEqual(_magic) && file.AsSpan(file.Length - 4).SequenceEqual(_magic);
        if (!isWhole)
        {
            throw new InvalidDataException(Invariant($"It must begin and end with PAR1, and has {file.Length} bytes."));
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(file.Length - 8));
        return length <= file.Length - 12 ? file.Length - 8 - (int)length : throw new InvalidDataException(Invariant(
            $"Its metadata are declared to have {length} bytes, and the file has {file.Length}."));
    }

    private static byte[] WithFooter(ReadOnlySpan<byte> pages, ThriftStruct metadata)
    {
        using var content = new MemoryStream(pages.Length);
        content.Write(pages);
        ThriftWriter.Write(content, metadata, ParquetShapes.File);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, (int)content.Length - pages.Length);
        content.Write(length);
        content.Write(_magic);
        return content.ToArray();
    }

    /// <summary>Requires that the elements of the schema are one tree, in the order of reading.</summary>
    private static void RequireTree(List<ThriftStruct> elements)
    {
        var open = new Stack<long>(); // children to come, of each group around
        for (int i = 0; i < elements.Count; i++)
        {
            long children = elements[i].FindInteger(SchemaChildren) ?? 0;
            if (children < 0 || open.Count > Deepest || (i > 0 && open.Count == 0))
            {
                throw new InvalidDataException(Invariant($"Its schema is no tree of columns, {Deepest} deep at most."));
            }

            if (open.Count > 0)
            {
                open.Push(open.Pop() - 1);
            }

            open.Push(children);
            while (open.Count > 0 && open.Peek() == 0)
            {
                open.Pop();
            }
        }

        if (open.Count > 0 || elements.Count == 0)
        {
            throw new InvalidDataException("Its schema lacks columns.");
        }
    }

    private void CheckGroups(ReadOnlySpan<byte> pages, ThriftStruct[] groups)
    {
        decimal cells = 0;
        for (int i = 0; i < groups.Length; i++)
        {
            foreach (var chunk in groups[i].List<ThriftStruct>(GroupColumns))
            {
                var column = chunk.Struct(ChunkMetadata);
                long values = column.Integer(ColumnValues), rows = groups[i].Integer(GroupRows);
                cells += Math.Max(values, rows);
                if (values < 0 || rows < 0 || cells > ((decimal)pages.Length * MostCellsPerByte) + FewCells)
                {
                    throw new InvalidDataException(Invariant(
                        $"Its columns are declared to have {rows} rows, or more, of {values} cells: too many for {pages.Length} bytes."));
                }

                string path = Path(column.List<byte[]>(ColumnPath).Select(Encoding.UTF8.GetString));
                _ends[(i, path)] = ParquetPages.End(pages, column);
            }
        }
    }

    private static string Path(IEnumerable<string> parts) => string.Join('\0', parts);
}
