namespace Trimtab.Parquet;

/// <summary>Reads structures of Thrift's compact protocol from any bytes: it ends, and takes memory in proportion to them.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="start">Where the first structure begins.</param>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes, int start)
{
    private const int Deepest = 32; // structures and lists inside one another; Parquet has 7

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where the next structure begins.</summary>
    public int At { get; private set; } = start;

    /// <summary>Whether a field was skipped that holds others.</summary>
    public bool HasSkippedNested { get; private set; }

    /// <summary>Reads a structure.</summary>
    /// <exception cref="InvalidDataException">The bytes are none, or a field has another type.</exception>
    public ThriftStruct Struct(ThriftShape shape, int depth = 0)
    {
        RequireDepth(depth);
        var fields = new ThriftStruct();
        int id = 0;
        while (Header(ref id) is var type && type != ThriftType.Stop)
        {
            if (!shape.TryGetValue(id, out var field))
            {
                Skip(type, depth + 1);
            }
            else if (type != field.Type && (type, field.Type) != (ThriftType.False, ThriftType.True))
            {
                throw new InvalidDataException(Invariant($"Metadata have {type} for {field.Type} at byte {At}."));
            }
            else
            {
                fields[id] = type is ThriftType.True or ThriftType.False ? type == ThriftType.True : Value(field, type, depth + 1);
            }
        }

        return fields;
    }

    private object Value(ThriftField field, ThriftType type, int depth) => type switch
    {
        ThriftType.Byte => (long)(sbyte)Byte(),
        ThriftType.Int16 or ThriftType.Int32 => Signed(5),
        ThriftType.Int64 => Signed(10),
        ThriftType.Binary => Take(Length()).ToArray(),
        ThriftType.Struct => Struct(field.Struct!, depth),
        _ => List(field, depth),
    };

    private List<object> List(ThriftField field, int depth)
    {
        RequireDepth(depth);
        int count = ListHeader(out var item);
        if (count > 0 && item != field.Item)
        {
            throw new InvalidDataException(Invariant($"Metadata have a list of {item} for one of {field.Item} at byte {At}."));
        }

        var items = new List<object>();
        for (int i = 0; i < count; i++)
        {
            items.Add(Value(field, item, depth + 1));
        }

        return items;
    }

    private ThriftType Header(ref int id)
    {
        byte header = Byte();
        if (header == 0)
        {
            return ThriftType.Stop;
        }

        id = header >> 4 is > 0 and var delta ? id + delta : (int)Signed(5);
        return (ThriftType)(header & 15);
    }

    /// <summary>How many items follow, each of which takes a byte or more.</summary>
    private int ListHeader(out ThriftType item)
    {
        byte header = Byte();
        item = (ThriftType)(header & 15);
        return header >> 4 == 15 ? Length() : header >> 4;
    }

    private void Skip(ThriftType type, int depth)
    {
        HasSkippedNested |= type is ThriftType.Struct or ThriftType.List or ThriftType.Set or ThriftType.Map;
        switch (type)
        {
            case ThriftType.True or ThriftType.False: break; // the header has its value
            case ThriftType.Byte: Byte(); break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64: Unsigned(10); break;
            case ThriftType.Double: Take(sizeof(double)); break;
            case ThriftType.Binary: Take(Length()); break;
            case ThriftType.List or ThriftType.Set: SkipList(depth); break;
            case ThriftType.Struct: SkipStruct(depth); break;
            default: throw new InvalidDataException(Invariant($"Metadata have type {(int)type} at byte {At}."));
        }
    }

    private void SkipStruct(int depth)
    {
        RequireDepth(depth);
        int id = 0;
        while (Header(ref id) is var type && type != ThriftType.Stop)
        {
            Skip(type, depth + 1);
        }
    }

    private void SkipList(int depth)
    {
        RequireDepth(depth);
        for (int left = ListHeader(out var item); left > 0; left--)
        {
            Skip(item is ThriftType.True or ThriftType.False ? ThriftType.Byte : item, depth + 1);
        }
    }

    private byte Byte() => Take(1)[0];

    private long Signed(int most) => Unsigned(most) is var value ? (long)(value >> 1) ^ -(long)(value & 1) : 0;

    private ulong Unsigned(int most)
    {
        ulong value = 0;
        for (int i = 0; i < most; i++)
        {
            byte part = Byte();
            value |= (ulong)(part & 127) << (7 * i);
            if (part < 128)
            {
                return most > 5 || value <= uint.MaxValue ? value : throw TooLarge();
            }
        }

        throw TooLarge();
    }

    /// <summary>A length, of no more than is left.</summary>
    private int Length() => Unsigned(5) is var length && length <= (ulong)(_bytes.Length - At)
        ? (int)length
        : throw new InvalidDataException(Invariant($"Metadata are longer than their {_bytes.Length} bytes."));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - At)
        {
            throw new InvalidDataException(Invariant($"Metadata end before they are whole, after {_bytes.Length} bytes."));
        }

        At += count;
        return _bytes.Slice(At - count, count);
    }

    private readonly InvalidDataException TooLarge() => new(Invariant($"Metadata have a number that is too large at byte {At}."));

    private static void RequireDepth(int depth)
    {
        if (depth > Deepest)
        {
            throw new InvalidDataException(Invariant($"Metadata have structures inside one another deeper than {Deepest}."));
        }
    }
}
