using System.Buffers.Binary;
using System.Text;

namespace Trimtab.Storages;

/// <summary>
/// Texts that were decoded lately, by their bytes: what stands in most lines of a journal is decoded once. Not thread-safe.
/// </summary>
internal sealed class Utf8Texts
{
    private const int Size = 1024, Longest = 512; // texts; bytes of one

    private readonly (byte[] Bytes, string Text)[] _texts = new (byte[], string)[Size];

    /// <summary>The characters of a JSON string, as by <see cref="PythonJson.Text"/>.</summary>
    public string Text(ReadOnlySpan<byte> value)
    {
        if (value.Length > Longest)
        {
            return PythonJson.Text(value);
        }

        ref var known = ref _texts[Place(value)];
        if (known.Bytes is null || !value.SequenceEqual(known.Bytes))
        {
            known = (value.ToArray(), PythonJson.Text(value));
        }

        return known.Text;
    }

    /// <summary>A JSON value as it was written.</summary>
    public string Json(ReadOnlySpan<byte> value)
    {
        if (value.Length > Longest)
        {
            return Encoding.UTF8.GetString(value);
        }

        ref var known = ref _texts[Place(value) ^ 1]; // apart from the characters of the same string
        if (known.Bytes is null || !value.SequenceEqual(known.Bytes))
        {
            known = (value.ToArray(), Encoding.UTF8.GetString(value));
        }

        return known.Text;
    }

    private static int Place(ReadOnlySpan<byte> value)
    {
        uint hash = (uint)value.Length;
        for (int at = 0; at < value.Length; at += 8)
        {
            ulong part = at + 8 <= value.Length ? BinaryPrimitives.ReadUInt64LittleEndian(value[at..])
                : value.Length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(value[^8..])
                : value[at];
            hash = (hash * 31) + (uint)((part * 0x9E3779B97F4A7C15) >> 32);
        }

        return (int)(hash % Size);
    }
}
