using System.Buffers.Binary;
using System.IO.Compression;

namespace Trimtab.Images.Tests;

/// <summary>Writes grey images of 8 bits as PNG (W3C recommendation, third edition).</summary>
internal static class PngFile
{
    public static byte[] Write(int rows, int columns, byte[] pixels) => OfPacked(rows, columns, Packed(columns, pixels));

    /// <summary>An image of pixels that are packed already.</summary>
    public static byte[] OfPacked(int rows, int columns, byte[] packed)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, columns);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), rows);
        header[8] = 8;
        return [137, 80, 78, 71, 13, 10, 26, 10, .. Chunk("IHDR", header), .. Chunk("IDAT", packed), .. Chunk("IEND", [])];
    }

    /// <summary>Pixels of rows without filters.</summary>
    public static byte[] Packed(int columns, byte[] pixels)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (byte[] row in pixels.Chunk(columns))
            {
                stream.WriteByte(0);
                stream.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Chunk(string kind, byte[] content)
    {
        byte[] named = [.. kind.Select(letter => (byte)letter), .. content];
        return [.. BigEndian((uint)content.Length), .. named, .. BigEndian(Checksum(named))];
    }

    private static byte[] BigEndian(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static uint Checksum(byte[] bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }
        }

        return ~sum;
    }
}
