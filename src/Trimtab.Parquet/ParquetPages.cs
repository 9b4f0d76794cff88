using static Trimtab.Parquet.ParquetShapes;

namespace Trimtab.Parquet;

/// <summary>Checks the pages of columns.</summary>
internal static class ParquetPages
{
    private const int Uncompressed = 0, Snappy = 1; // codecs
    private const long FewBytes = 1 << 26; // of a page that is unpacked
    private const long MostPerByte = 1032; // of Deflate

    /// <summary>Where the pages of a column end, which have all its values.</summary>
    /// <param name="pages">The file up to its metadata.</param>
    /// <param name="column">The column's metadata.</param>
    /// <exception cref="InvalidDataException">A page is damaged, or values are missing.</exception>
    public static int End(ReadOnlySpan<byte> pages, ThriftStruct column)
    {
        long total = column.Integer(ColumnValues), codec = column.Integer(ColumnCodec), values = 0;
        int at = Start(pages, column);
        while (values < total)
        {
            var reader = new ThriftReader(pages, at);
            var page = reader.Struct(Page);
            Require(!reader.HasSkippedNested, "has a header of a later version", at);
            long length = page.Integer(PageCompressedLength);
            Require(length >= 0 && length <= pages.Length - reader.At, "goes beyond the columns", at);
            values += Values(page, pages.Slice(reader.At, (int)length), codec, at);
            Require(values <= total, "has more values than its column", at);
            at = reader.At + (int)length;
        }

        return at;
    }

    private static int Start(ReadOnlySpan<byte> pages, ThriftStruct column)
    {
        long start = new[] { DataPageOffset, IndexPageOffset, DictionaryPageOffset }
            .Select(id => column.FindInteger(id) ?? 0).Where(offset => offset != 0).DefaultIfEmpty(0).Min();
        return start >= 4 && start <= pages.Length ? (int)start : throw new InvalidDataException(Invariant(
            $"A column is declared to begin at byte {start}, and columns lie from byte 4 to {pages.Length}."));
    }

    /// <summary>How many values of its column a page has, which was checked.</summary>
    private static long Values(ThriftStruct page, ReadOnlySpan<byte> content, long codec, int at)
    {
        long length = page.Integer(PageLength);
        switch (page.Integer(PageType))
        {
            case 0:
                RequireLength(content, length, codec, at);
                return Count(page.Struct(DataPage), at);
            case 2:
                RequireLength(content, length, codec, at);
                Require(Count(page.Struct(DictionaryPage), at) <= 8 * length, "has more values than it is long", at);
                return 0;
            case 3:
                var header = page.Struct(DataPage2);
                long nulls = header.Integer(Nulls2), count = Count(header, at);
                long definitions = header.Integer(Levels2), repetitions = header.Integer(Repetitions2);
                Require(nulls >= 0 && nulls <= count, "has more nulls than values", at);
                Require(
                    definitions >= 0 && repetitions >= 0 && definitions + repetitions <= Math.Min(content.Length, length),
                    "has levels that are longer than it is",
                    at);
                int levels = (int)(definitions + repetitions); // bytes before the values, which are never compressed
                bool isCompressed = !header.TryGetValue(IsCompressed2, out object? compressed) || (bool)compressed;
                RequireLength(content[levels..], length - levels, isCompressed ? codec : Uncompressed, at);
                return count;
            default:
                throw Wrong("is of another kind than data and dictionaries", at);
        }
    }

    private static long Count(ThriftStruct header, int at)
    {
        long count = header.Integer(1);
        Require(count >= 0, "has a number of values below 0", at);
        return count;
    }

    /// <summary>Requires that a page is as long as it says when it is unpacked, as far as can be seen before.</summary>
    private static void RequireLength(ReadOnlySpan<byte> content, long length, long codec, int at)
    {
        bool isPossible = length >= 0 && codec switch
        {
            Uncompressed => length == content.Length,
            Snappy => length == SnappyLength(content),
            _ => length <= FewBytes + (content.Length * MostPerByte),
        };
        Require(isPossible, Invariant($"is declared to have {length} bytes, which its {content.Length} can't be"), at);
    }

    /// <summary>The length that is written before what Snappy packed; that of the content may be 64 bytes for each of its 3.</summary>
    private static long SnappyLength(ReadOnlySpan<byte> content)
    {
        long length = 0;
        for (int i = 0; i < Math.Min(5, content.Length); i++)
        {
            length |= (long)(content[i] & 127) << (7 * i);
            if (content[i] < 128)
            {
                return length <= 64L * content.Length ? length : -1;
            }
        }

        return content.Length == 0 ? 0 : -1;
    }

    private static void Require(bool isSo, string fault, int at)
    {
        if (!isSo)
        {
            throw Wrong(fault, at);
        }
    }

    private static InvalidDataException Wrong(string fault, int at) => new(Invariant($"The page at byte {at} {fault}."));
}
