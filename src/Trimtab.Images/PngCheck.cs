using System.Buffers.Binary;
using System.IO.Compression;

namespace Trimtab.Images;

/// <summary>What the decoder does not look at in a PNG: its checksums, and how much its pixels inflate to.</summary>
/// <remarks>Source: W3C, Portable Network Graphics (third edition), sections 5.3 to 5.5, 8 and 10.1, annex D.</remarks>
internal static class PngCheck
{
    private const int ChunkFrame = 12; // bytes of a chunk's length, type and checksum
    private const int BlockLength = 1 << 16; // bytes

    private static readonly uint[] _crcs = [.. Enumerable.Range(0, 256).Select(value => CrcOf((uint)value))];

    private static ReadOnlySpan<byte> Signature => [137, 80, 78, 71, 13, 10, 26, 10];

    /// <summary>Refuses a damaged PNG, and one whose pixels are more than its header says; another file passes.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message says how.</exception>
    public static void Require(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith(Signature))
        {
            return;
        }

        var pixels = new List<ReadOnlyMemory<byte>>();
        ReadOnlyMemory<byte> header = default;
        bool isWhole = false;
        for (var rest = file[Signature.Length..]; !isWhole;)
        {
            var chunk = FirstChunk(rest);
            var content = chunk[8..^4];
            switch (chunk.Span[4..8])
            {
                case [(byte)'I', (byte)'H', (byte)'D', (byte)'R'] when content.Length >= 13: header = content; break;
                case [(byte)'I', (byte)'D', (byte)'A', (byte)'T']: pixels.Add(content); break;
                case [(byte)'I', (byte)'E', (byte)'N', (byte)'D']: isWhole = true; break;
            }

            rest = rest[chunk.Length..];
        }

        RequirePixels(pixels, header.IsEmpty ? throw new InvalidDataException("it has no header") : LengthOf(header.Span));
    }

    /// <summary>The first chunk of the rest of a file, with its length and checksum.</summary>
    private static ReadOnlyMemory<byte> FirstChunk(ReadOnlyMemory<byte> rest)
    {
        long length = rest.Length < ChunkFrame ? long.MaxValue : (long)BinaryPrimitives.ReadUInt32BigEndian(rest.Span) + ChunkFrame;
        if (length > rest.Length)
        {
            throw new InvalidDataException("it ends within the image");
        }

        var chunk = rest[..(int)length];
        return Crc(chunk.Span[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(chunk.Span[^4..])
            ? chunk
            : throw new InvalidDataException("a checksum of it is wrong: the file is damaged");
    }

    /// <summary>Inflates the pixels without keeping them; the checksum at their end is looked at, too.</summary>
    private static void RequirePixels(List<ReadOnlyMemory<byte>> parts, long expected)
    {
        using var packed = new MemoryStream();
        parts.ForEach(part => packed.Write(part.Span));
        packed.Position = 0;
        using var inflated = new ZLibStream(packed, CompressionMode.Decompress);
        byte[] block = new byte[BlockLength];
        long length = 0;
        for (int read = 1; read > 0 && length <= expected; length += read)
        {
            read = inflated.Read(block);
        }

        if (length != expected)
        {
            throw new InvalidDataException(Invariant($"its pixels must be {expected} bytes by its header and are ")
                + (length > expected ? "more" : Invariant($"{length}")));
        }
    }

    /// <summary>Bytes of the pixels and their filters by the header; in seven passes where they are interlaced.</summary>
    private static long LengthOf(ReadOnlySpan<byte> header)
    {
        uint columns = BinaryPrimitives.ReadUInt32BigEndian(header), rows = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        int samples = header[9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        long bits = (long)samples * header[8];
        return header[12] == 0
            ? Pass(columns, rows, bits)
            : Pass(Every(columns, 0, 8), Every(rows, 0, 8), bits) + Pass(Every(columns, 4, 8), Every(rows, 0, 8), bits)
                + Pass(Every(columns, 0, 4), Every(rows, 4, 8), bits) + Pass(Every(columns, 2, 4), Every(rows, 0, 4), bits)
                + Pass(Every(columns, 0, 2), Every(rows, 2, 4), bits) + Pass(Every(columns, 1, 2), Every(rows, 0, 2), bits)
                + Pass(columns, Every(rows, 1, 2), bits);
    }

    private static long Pass(long columns, long rows, long bits) => columns == 0 ? 0 : rows * (1 + (((columns * bits) + 7) / 8));

    /// <summary>How many of some positions are taken where every <paramref name="step"/>th is, from the first on.</summary>
    private static long Every(long count, long first, long step) => (count - first + step - 1) / step;

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = _crcs[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint CrcOf(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
        }

        return value;
    }
}
