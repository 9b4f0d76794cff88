using Parquet;
using Parquet.Schema;
using Trimtab.Tables;

namespace Trimtab.Parquet;

/// <summary>Apache Parquet: typed columns, as <c>pandas.read_parquet</c> reads them. Thread-safe.</summary>
/// <remarks>Every column may have nulls. Times are UTC, in microseconds.</remarks>
/// <example>
/// <code>
/// await study.ExportAsync("trials.parquet");
/// </code>
/// </example>
[Named("parquet")]
public sealed class ParquetFormat : TableFormat
{
    /// <inheritdoc/>
    public override async Task WriteAsync(TrialTable table, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stream);
        var fields = table.Columns.Select(Field).ToArray();
        var schema = new ParquetSchema(fields);
        var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            using var group = writer.CreateRowGroup();
            foreach (var (field, column) in fields.Zip(table.Columns))
            {
                await WriteAsync(group, field, column, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<TrialTable> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ParquetReader reader;
        try
        {
            reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ParquetException)
        {
            throw new TrimtabException($"A file of Parquet must be whole. This one is not: {error.Message}", error);
        }

        await using (reader.ConfigureAwait(false))
        {
            var columns = new List<TableColumn>();
            foreach (var field in reader.Schema.DataFields)
            {
                var cells = new List<object?>();
                for (int i = 0; i < reader.RowGroupCount; i++)
                {
                    using var group = reader.OpenRowGroupReader(i);
                    cells.AddRange(await ReadAsync(group, field, cancellationToken).ConfigureAwait(false));
                }

                columns.Add(TableColumn.Of(field.Name, cells));
            }

            return new(columns);
        }
    }

    private static DataField Field(TableColumn column) => column.Type == typeof(DateTimeOffset)
        ? new DateTimeDataField(column.Name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, isNullable: true)
        : new DataField(column.Name, column.Type, isNullable: true);

    private static Task WriteAsync(
        ParquetRowGroupWriter group, DataField field, TableColumn column, CancellationToken cancellationToken)
    {
        if (column.Type == typeof(string))
        {
            return group.WriteAsync(field, [.. column.Cells.Cast<string>()]);
        }

        return column.Type == typeof(double) ? Values<double>()
            : column.Type == typeof(long) ? Values<long>()
            : column.Type == typeof(bool) ? Values<bool>()
            : group.WriteAsync<DateTime>(
                field,
                column.Cells.Select(cell => (cell as DateTimeOffset?)?.UtcDateTime).ToArray(),
                cancellationToken: cancellationToken);

        Task Values<T>()
            where T : struct => group.WriteAsync<T>(
                field, column.Cells.Select(cell => (T?)cell).ToArray(), cancellationToken: cancellationToken);
    }

    private static async Task<IEnumerable<object?>> ReadAsync(
        ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            string?[] texts = new string?[group.RowCount];
            await group.ReadAsync(field, texts.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            return texts;
        }

        return field.ClrType == typeof(double) ? await Values<double>().ConfigureAwait(false)
            : field.ClrType == typeof(float) ? (await Values<float>().ConfigureAwait(false)).Select(cell => (object?)(double?)(float?)cell)
            : field.ClrType == typeof(long) ? await Values<long>().ConfigureAwait(false)
            : field.ClrType == typeof(int) ? (await Values<int>().ConfigureAwait(false)).Select(cell => (object?)(long?)(int?)cell)
            : field.ClrType == typeof(bool) ? await Values<bool>().ConfigureAwait(false)
            : field.ClrType == typeof(DateTime) ? (await Values<DateTime>().ConfigureAwait(false)).Select(Time)
            : throw new TrimtabException(
                $"Columns of a table must be texts, numbers, Booleans or times. '{field.Name}' is of type {field.ClrType.Name}.");

        async Task<IEnumerable<object?>> Values<T>()
            where T : struct
        {
            if (field.IsNullable)
            {
                var cells = new T?[group.RowCount];
                await group.ReadAsync(field, cells.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
                return cells.Select(cell => (object?)cell);
            }

            var whole = new T[group.RowCount];
            await group.ReadAsync(field, whole.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            return whole.Select(cell => (object?)cell);
        }
    }

    private static object? Time(object? cell) =>
        cell is DateTime time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null;
}
