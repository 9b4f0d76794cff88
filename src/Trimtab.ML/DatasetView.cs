using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;

namespace Trimtab.ML;

/// <summary>The rows of a data set as ML.NET reads them; nothing is copied. Thread-safe.</summary>
internal sealed class DatasetView : IDataView
{
    private readonly Dataset _data;
    private readonly double[] _labels;
    private readonly LearnedClasses _classes;

    /// <param name="data">The rows; without targets, labels are defaults.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="classes">The classes; none for real values.</param>
    public DatasetView(Dataset data, MLColumns columns, LearnedClasses classes)
    {
        (_data, Columns, _classes) = (data, columns, classes);
        _labels = data.HasTargets ? data.Labels() : [];
        Schema = SchemaOf(data, columns, classes);
    }

    public MLColumns Columns { get; }

    /// <summary>Ends reading with <see cref="OperationCanceledException"/>. Default: none.</summary>
    public CancellationToken CancellationToken { get; init; }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _data.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new DatasetCursor(this, [.. columnsNeeded.Select(column => column.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>What reads a column of the row at which a cursor stands.</summary>
    public Delegate Getter(DataViewSchema.Column column, Func<int> row) =>
        column.Name == Columns.Features ? new ValueGetter<VBuffer<float>>((ref VBuffer<float> value) => CopyFeatures(row(), ref value))
        : column.Name == Columns.Label ? LabelGetter(row)
        : column.Name == Columns.Weight ? new ValueGetter<float>((ref float value) => value = (float)(_data.Weights?[row()] ?? 1))
        : _data.Columns[column.Index] is { Categories: { } categories }
            ? new ValueGetter<ReadOnlyMemory<char>>((ref ReadOnlyMemory<char> value) =>
                value = _data.FeaturesOf(row())[column.Index] is var number && float.IsNaN(number)
                    ? default
                    : categories[(int)number].AsMemory())
        : new ValueGetter<float>((ref float value) => value = _data.FeaturesOf(row())[column.Index]);

    /// <summary>How many rows there are.</summary>
    public int Count => _data.Count;

    private Delegate LabelGetter(Func<int> row) => Columns.Task switch
    {
        MLTask.Regression => new ValueGetter<float>((ref float value) => value = _labels.Length > 0 ? (float)_labels[row()] : 0),
        MLTask.BinaryClassification => new ValueGetter<bool>((ref bool value) => value = ClassOf(row()) == 1),
        _ => new ValueGetter<uint>((ref uint value) => value = (uint)(ClassOf(row()) + 1)),
    };

    /// <summary>Position of a row's class, −1 where it has none of those that were learned.</summary>
    private int ClassOf(int row) => _labels.Length > 0 ? _classes.PositionOf(_labels[row]) : -1;

    private void CopyFeatures(int row, ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, _data.FeatureLength);
        _data.FeaturesOf(row).CopyTo(editor.Values);
        value = editor.Commit();
    }

    private static DataViewSchema SchemaOf(Dataset data, MLColumns columns, LearnedClasses classes)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var column in data.Columns)
        {
            schema.AddColumn(column.Name, column.IsCategorical ? TextDataViewType.Instance : NumberDataViewType.Single);
        }

        schema.AddColumn(columns.Features, new VectorDataViewType(NumberDataViewType.Single, data.FeatureLength));
        switch (columns.Task)
        {
            case MLTask.Regression: schema.AddColumn(columns.Label, NumberDataViewType.Single); break;
            case MLTask.BinaryClassification: schema.AddColumn(columns.Label, BooleanDataViewType.Instance); break;
            default: schema.AddColumn(columns.Label, classes.KeyType, classes.KeyValues()); break;
        }

        if (columns.Weight is { } weight)
        {
            schema.AddColumn(weight, NumberDataViewType.Single);
        }

        return schema.ToSchema();
    }

    private sealed class DatasetCursor(DatasetView view, HashSet<int> active) : DataViewRowCursor
    {
        private int _row = -1;

        public override long Position => _row;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext()
        {
            view.CancellationToken.ThrowIfCancellationRequested();
            return _row < view.Count && ++_row < view.Count;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            view.Getter(column, () => _row) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue).Name}.");

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = new((ulong)_row, 0);
    }
}
