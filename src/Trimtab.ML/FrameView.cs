using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;

namespace Trimtab.ML;

/// <summary>A table as ML.NET reads it; nothing is copied. Thread-safe.</summary>
internal sealed class FrameView : IDataView
{
    private readonly DataFrame _frame;

    public FrameView(DataFrame frame)
    {
        _frame = frame;
        var schema = new DataViewSchema.Builder();
        foreach (var column in frame.Columns)
        {
            schema.AddColumn(column.Name, TypeOf(column));
        }

        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _frame.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, [.. columnsNeeded.Select(column => column.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewType TypeOf(FrameColumn column) => column switch
    {
        TextColumn => TextDataViewType.Instance,
        NumberColumn { Kind: ColumnKind.Boolean, Missing: 0 } => BooleanDataViewType.Instance,
        NumberColumn => NumberDataViewType.Single,
        { Missing: 0 } => DateTimeDataViewType.Instance,
        _ => throw new TrimtabException("Dates must be there, as ML.NET has no missing ones. "
            + Invariant($"Column '{column.Name}' lacks {column.Missing}: leave the rows out with DropMissing(\"{column.Name}\"), ")
            + $"or make numbers of it with WithDateParts(\"{column.Name}\")."),
    };

    /// <summary>What reads a column of the row at which a cursor stands.</summary>
    private Delegate Getter(DataViewSchema.Column column, Func<int> row) => _frame.Columns[column.Index] switch
    {
        TextColumn texts => new ValueGetter<ReadOnlyMemory<char>>((ref ReadOnlyMemory<char> value) =>
            value = texts.Codes[row()] is >= 0 and var code ? texts.Categories[code].AsMemory() : default),
        NumberColumn flags when column.Type == BooleanDataViewType.Instance =>
            new ValueGetter<bool>((ref bool value) => value = flags.Values[row()] != 0),
        NumberColumn numbers => new ValueGetter<float>((ref float value) => value = (float)numbers.Values[row()]),
        var dates => new ValueGetter<DateTime>((ref DateTime value) => value = ((DateColumn)dates).DateAt(row())!.Value),
    };

    private sealed class Cursor(FrameView view, HashSet<int> active) : DataViewRowCursor
    {
        private int _row = -1;

        public override long Position => _row;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext() => _row < view._frame.Count && ++_row < view._frame.Count;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            view.Getter(column, () => _row) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue).Name}.");

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = new((ulong)_row, 0);
    }
}
