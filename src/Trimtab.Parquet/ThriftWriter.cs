namespace Trimtab.Parquet;

/// <summary>Writes structures in Thrift's compact protocol.</summary>
internal static class ThriftWriter
{
    /// <summary>Writes a structure that was read with a shape.</summary>
    public static void Write(Stream to, ThriftStruct fields, ThriftShape shape)
    {
        int before = 0;
        foreach (var (id, value) in fields)
        {
            var type = value is false ? ThriftType.False : shape[id].Type;
            Header(to, id, id - before, type);
            Value(to, value, type, shape[id]);
            before = id;
        }

        to.WriteByte((byte)ThriftType.Stop);
    }

    private static void Header(Stream to, int id, int delta, ThriftType type)
    {
        if (delta is > 0 and < 16)
        {
            to.WriteByte((byte)((delta << 4) | (int)type));
            return;
        }

        to.WriteByte((byte)type);
        Signed(to, id);
    }

    private static void Value(Stream to, object value, ThriftType type, ThriftField field)
    {
        switch (value)
        {
            case long whole when type == ThriftType.Byte: to.WriteByte((byte)whole); break;
            case long whole: Signed(to, whole); break;
            case byte[] bytes: Unsigned(to, (ulong)bytes.Length); to.Write(bytes); break;
            case ThriftStruct fields: Write(to, fields, field.Struct!); break;
            case List<object> items: List(to, items, field); break;
            default: break; // the header has a Boolean
        }
    }

    private static void List(Stream to, List<object> items, ThriftField field)
    {
        to.WriteByte((byte)((Math.Min(items.Count, 15) << 4) | (int)field.Item));
        if (items.Count >= 15)
        {
            Unsigned(to, (ulong)items.Count);
        }

        foreach (object item in items)
        {
            Value(to, item, field.Item, field);
        }
    }

    private static void Signed(Stream to, long value) => Unsigned(to, (ulong)((value << 1) ^ (value >> 63)));

    private static void Unsigned(Stream to, ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            to.WriteByte((byte)(value | 128));
        }

        to.WriteByte((byte)value);
    }
}
