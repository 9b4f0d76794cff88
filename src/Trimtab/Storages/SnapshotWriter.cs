using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Trimtab.Storages;

/// <summary>Writes numbers, texts and lists in few bytes; a text or a list of keys that is the same object as before is a number.</summary>
internal sealed class SnapshotWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 20);
    private readonly Dictionary<object, int> _known = new(ReferenceEqualityComparer.Instance);
    private int _texts, _lists;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>An integer: fewer bytes for one that is near 0.</summary>
    public void Whole(long value)
    {
        ulong rest = ((ulong)value << 1) ^ (ulong)(value >> 63);
        var place = _bytes.GetSpan(10);
        int used = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            place[used++] = (byte)(rest | 0x80);
        }

        place[used++] = (byte)rest;
        _bytes.Advance(used);
    }

    /// <summary>A number, all its bits.</summary>
    public void Real(double value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), BitConverter.DoubleToInt64Bits(value));
        _bytes.Advance(8);
    }

    /// <summary>A time; null as well.</summary>
    public void Time(DateTimeOffset? time) => Whole(time?.UtcTicks ?? -1);

    /// <summary>A text; one that is the same object as before takes a byte or a few.</summary>
    public void Text(string text)
    {
        if (_known.TryGetValue(text, out int place))
        {
            Whole(place);
            return;
        }

        _known.Add(text, ++_texts);
        Whole(0);
        bool isNarrow = !text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF');
        Whole(isNarrow ? text.Length : -1 - text.Length);
        if (isNarrow)
        {
            var bytes = _bytes.GetSpan(text.Length);
            for (int i = 0; i < text.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            _bytes.Advance(text.Length);
        }
        else
        {
            _bytes.Write(MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }

    /// <summary>Values by key; a list of keys that is the same object as before takes a byte or a few.</summary>
    /// <param name="map">The values.</param>
    /// <param name="key">Writes a key.</param>
    /// <param name="value">Writes a value.</param>
    public void Map<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> map, Action<TKey> key, Action<TValue> value)
        where TKey : notnull
    {
        var keys = (map as KeyedValues<TKey, TValue>)?.KeyArray ?? [.. map.Keys];
        if (_known.TryGetValue(keys, out int place))
        {
            Whole(place);
        }
        else
        {
            _known.Add(keys, ++_lists);
            Whole(0);
            Whole(keys.Length);
            foreach (var item in keys)
            {
                key(item);
            }
        }

        foreach (var item in map.Values)
        {
            value(item);
        }
    }
}
