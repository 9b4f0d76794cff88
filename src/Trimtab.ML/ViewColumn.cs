using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;

namespace Trimtab.ML;

/// <summary>Reads a column of ML.NET's data, row by row, into columns of a table. Not thread-safe.</summary>
internal abstract class ViewColumn
{
    /// <summary>Takes the value of the row at which the cursor stands.</summary>
    public abstract void Read();

    /// <summary>The columns: several of a vector.</summary>
    public abstract IEnumerable<FrameColumn> ToColumns();

    /// <summary>The reader of a column.</summary>
    /// <exception cref="TrimtabException">Its type is none that a table can have.</exception>
    public static ViewColumn Of(DataViewRowCursor cursor, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => new Texts<ReadOnlyMemory<char>>(cursor, column, text => text.IsEmpty ? null : text.ToString()),
        BooleanDataViewType => new Numbers<bool>(cursor, column, flag => flag ? 1 : 0, isBoolean: true),
        DateTimeDataViewType => new Dates<DateTime>(cursor, column, date => date.Ticks),
        DateTimeOffsetDataViewType => new Dates<DateTimeOffset>(cursor, column, date => date.UtcTicks),
        KeyDataViewType key => OfKeys(cursor, column, key),
        NumberDataViewType number => OfNumbers(cursor, column, number.RawType),
        VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType item } vector => item.RawType switch
        {
            var type when type == typeof(float) => new Vector<float>(cursor, column, vector.Size, value => value),
            var type when type == typeof(double) => new Vector<double>(cursor, column, vector.Size, value => value),
            _ => throw Refusal(column),
        },
        _ => throw Refusal(column),
    };

    private static ViewColumn OfKeys(DataViewRowCursor cursor, DataViewSchema.Column column, KeyDataViewType key)
    {
        string[]? texts = null;
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is { Type: VectorDataViewType { ItemType: TextDataViewType } })
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            column.GetKeyValues(ref values);
            texts = [.. values.DenseValues().Select(value => value.ToString())];
        }

        return key.RawType switch
        {
            var type when type == typeof(uint) => Of<uint>(value => value),
            var type when type == typeof(byte) => Of<byte>(value => value),
            var type when type == typeof(ushort) => Of<ushort>(value => value),
            _ => Of<ulong>(value => checked((long)value)),
        };

        ViewColumn Of<T>(Func<T, long> number) => texts is not null
            ? new Texts<T>(cursor, column, value => number(value) is > 0 and var place ? texts[place - 1] : null)
            : new Numbers<T>(cursor, column, value => number(value) is > 0 and var place ? place : double.NaN);
    }

    private static ViewColumn OfNumbers(DataViewRowCursor cursor, DataViewSchema.Column column, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Single => new Numbers<float>(cursor, column, value => value),
        TypeCode.Double => new Numbers<double>(cursor, column, value => value),
        TypeCode.SByte => new Numbers<sbyte>(cursor, column, value => value),
        TypeCode.Byte => new Numbers<byte>(cursor, column, value => value),
        TypeCode.Int16 => new Numbers<short>(cursor, column, value => value),
        TypeCode.UInt16 => new Numbers<ushort>(cursor, column, value => value),
        TypeCode.Int32 => new Numbers<int>(cursor, column, value => value),
        TypeCode.UInt32 => new Numbers<uint>(cursor, column, value => value),
        TypeCode.Int64 => new WholeNumbers<long>(cursor, column),
        TypeCode.UInt64 => new WholeNumbers<ulong>(cursor, column),
        _ => throw Refusal(column),
    };

    private static TrimtabException Refusal(DataViewSchema.Column column) => new(
        "A column of a table must have numbers, Booleans, texts, keys, dates, or vectors of numbers of a known size. "
        + $"'{column.Name}' is of type {column.Type}: name the columns to read, without it.");

    private sealed class Numbers<T>(
        DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, double> convert, bool isBoolean = false) : ViewColumn
    {
        private readonly ValueGetter<T> _getter = cursor.GetGetter<T>(column);
        private readonly List<double> _values = [];
        private T _value = default!;

        public override void Read()
        {
            _getter(ref _value);
            _values.Add(convert(_value));
        }

        public override IEnumerable<FrameColumn> ToColumns() => [new NumberColumn(column.Name, [.. _values], isBoolean)];
    }

    /// <summary>Whole numbers that a double may not hold: the column is one of texts then.</summary>
    private sealed class WholeNumbers<T>(DataViewRowCursor cursor, DataViewSchema.Column column) : ViewColumn
    {
        private readonly ValueGetter<T> _getter = cursor.GetGetter<T>(column);
        private readonly List<T> _values = [];
        private T _value = default!;

        public override void Read()
        {
            _getter(ref _value);
            _values.Add(_value);
        }

        public override IEnumerable<FrameColumn> ToColumns() => [FrameColumn.Of(column.Name, _values)];
    }

    private sealed class Texts<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, string?> convert) : ViewColumn
    {
        private readonly ValueGetter<T> _getter = cursor.GetGetter<T>(column);
        private readonly TextCodes _codes = new();
        private T _value = default!;

        public override void Read()
        {
            _getter(ref _value);
            _codes.Add(convert(_value));
        }

        public override IEnumerable<FrameColumn> ToColumns() => [_codes.ToColumn(column.Name)];
    }

    private sealed class Dates<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, long> ticks) : ViewColumn
    {
        private readonly ValueGetter<T> _getter = cursor.GetGetter<T>(column);
        private readonly List<long> _ticks = [];
        private T _value = default!;

        public override void Read()
        {
            _getter(ref _value);
            _ticks.Add(ticks(_value));
        }

        public override IEnumerable<FrameColumn> ToColumns() => [new DateColumn(column.Name, [.. _ticks])];
    }

    private sealed class Vector<T>(DataViewRowCursor cursor, DataViewSchema.Column column, int size, Func<T, double> convert) : ViewColumn
    {
        private readonly ValueGetter<VBuffer<T>> _getter = cursor.GetGetter<VBuffer<T>>(column);
        private readonly List<double>[] _values = [.. Enumerable.Range(0, size).Select(_ => new List<double>())];
        private VBuffer<T> _value;

        public override void Read()
        {
            _getter(ref _value);
            if (_value.Length == 0) // as of an array that is null
            {
                Array.ForEach(_values, values => values.Add(double.NaN));
                return;
            }

            RequireSize(_value.Length);
            foreach (var (slot, value) in _value.DenseValues().Index())
            {
                _values[slot].Add(convert(value));
            }
        }

        private void RequireSize(int length)
        {
            if (length != size)
            {
                throw new TrimtabException(Invariant($"A vector of '{column.Name}' must have {size} numbers, or none where it is missing. ")
                    + Invariant($"Row {_values[0].Count} has {length}: correct the row."));
            }
        }

        public override IEnumerable<FrameColumn> ToColumns() => Names().Zip(
            _values, (name, values) => (FrameColumn)new NumberColumn($"{column.Name}.{name}", [.. values]));

        /// <summary>The slots' names; the number of one that has none, or that of another.</summary>
        private IEnumerable<string> Names()
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            if (column.HasSlotNames())
            {
                column.GetSlotNames(ref names);
            }

            var used = new HashSet<string>(StringComparer.Ordinal) { "" };
            string[] texts = [.. names.DenseValues().Select(name => name.ToString().Trim())];
            return Enumerable.Range(0, size).Select(slot => slot < texts.Length && used.Add(texts[slot])
                ? texts[slot]
                : slot.ToString(CultureInfo.InvariantCulture));
        }
    }
}
