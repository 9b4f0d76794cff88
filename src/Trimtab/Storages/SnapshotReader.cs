using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Trimtab.Storages;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote.</summary>
/// <remarks>Bytes that it did not write are an <see cref="ArgumentException"/> or an <see cref="InvalidDataException"/>.</remarks>
internal sealed class SnapshotReader(ReadOnlyMemory<byte> bytes)
{
    private readonly List<string> _texts = [];
    private readonly List<Array> _lists = [];
    private int _at;

    /// <summary>An integer.</summary>
    public long Whole()
    {
        var rest = bytes.Span[_at..];
        ulong value = 0;
        for (int i = 0; i < 10 && i < rest.Length; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                _at += i + 1;
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new InvalidDataException("A snapshot's integer must end.");
    }

    /// <summary>How many items follow: no more than there are bytes.</summary>
    public int Count() => Whole() is var count && count >= 0 && count <= bytes.Length - _at
        ? (int)count
        : throw new InvalidDataException("A snapshot must have as many items as it says.");

    /// <summary>A number.</summary>
    public double Real()
    {
        long bits = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span.Slice(_at, 8));
        _at += 8;
        return BitConverter.Int64BitsToDouble(bits);
    }

    /// <summary>A time, in UTC, or null.</summary>
    public DateTimeOffset? Time() => Whole() is var ticks && ticks < 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    /// <summary>A text.</summary>
    public string Text()
    {
        if (Whole() is var place && place != 0)
        {
            return _texts[(int)place - 1];
        }

        long length = Whole();
        string text;
        if (length >= 0)
        {
            text = Encoding.Latin1.GetString(bytes.Span.Slice(_at, (int)length));
            _at += (int)length;
        }
        else
        {
            int size = checked(2 * (int)(-1 - length));
            text = new(MemoryMarshal.Cast<byte, char>(bytes.Span.Slice(_at, size)));
            _at += size;
        }

        _texts.Add(text);
        return text;
    }

    /// <summary>Values by key.</summary>
    /// <param name="key">Reads a key. Static, as it is called for each trial.</param>
    /// <param name="value">Reads a value. Static.</param>
    public KeyedValues<TKey, TValue> Map<TKey, TValue>(Func<SnapshotReader, TKey> key, Func<SnapshotReader, TValue> value)
        where TKey : notnull
    {
        TKey[] keys;
        if (Whole() is var place && place != 0)
        {
            keys = _lists[(int)place - 1] as TKey[] ?? throw new InvalidDataException("A snapshot's keys must be of one type.");
        }
        else
        {
            keys = new TKey[Count()];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = key(this);
            }

            _lists.Add(keys);
        }

        if (keys.Length == 0)
        {
            return KeyedValues<TKey, TValue>.Empty;
        }

        var values = new TValue[keys.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(this);
        }

        return new(keys, values);
    }
}
