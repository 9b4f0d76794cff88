using Parquet;
using Parquet.Schema;
using Trimtab.Tables;

namespace Trimtab.Parquet;

/// <summary>Apache Parquet: typed columns, as <c>pandas.read_parquet</c> reads them. Thread-safe.</summary>
/// <remarks>
/// Every column may have nulls. Times are UTC, in microseconds; those that are read without a time zone become texts without one. Durations
/// of pandas become seconds, and lists of numbers JSON. Columns of other types are left out.
/// </remarks>
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
        byte[] file = await BytesAsync(stream, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ReadAsync(new ParquetContent(file), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (OperationCanceledException or TrimtabException))
        {
            // Of values that are damaged the package has errors of any type.
            throw new TrimtabException($"A file of Parquet must be whole. This one is not: {error.Message}", error);
        }
    }

    private static async Task<byte[]> BytesAsync(Stream stream, CancellationToken cancellationToken)
    {
        long length = stream.Length - stream.Position;
        if (length > Array.MaxLength)
        {
            throw new TrimtabException(Invariant($"A file of Parquet must have {Array.MaxLength} bytes at most. This one has {length}."));
        }

        byte[] file = new byte[length];
        await stream.ReadExactlyAsync(file, cancellationToken).ConfigureAwait(false);
        return file;
    }

    private static async Task<TrialTable> ReadAsync(ParquetContent content, CancellationToken cancellationToken)
    {
        var reader = await ParquetReader.CreateAsync(content.Stream, leaveStreamOpen: true, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var durations = PandasMetadata.Durations(reader.CustomMetadata.GetValueOrDefault("pandas"));
            var columns = new List<TableColumn>();
            foreach (var field in reader.Schema.DataFields)
            {
                var cells = new List<object?>();
                for (int i = 0; i < reader.RowGroupCount && ParquetCells.CanRead(field); i++)
                {
                    using var group = reader.OpenRowGroupReader(i);
                    content.Limit(i, field.Path.ToList());
                    cells.AddRange(await ParquetCells.ReadAsync(group, field, cancellationToken).ConfigureAwait(false));
                }

                if (ParquetCells.CanRead(field))
                {
                    columns.Add(Column(ParquetCells.Title(field), cells, durations));
                }
            }

            return new(columns);
        }
    }

    private static TableColumn Column(string title, List<object?> cells, IReadOnlyDictionary<string, double> durations) =>
        TableColumn.Of(title, durations.TryGetValue(title, out double unit)
            ? cells.ConvertAll(cell => cell is long whole ? whole * unit : cell)
            : cells);

    private static DataField Field(TableColumn column) => column.Type == typeof(DateTimeOffset)
        ? new DateTimeDataField(column.Name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, isNullable: true)
        : new DataField(column.Name, column.IsText ? typeof(string) : column.Type, isNullable: true);

    private static Task WriteAsync(
        ParquetRowGroupWriter group, DataField field, TableColumn column, CancellationToken cancellationToken)
    {
        if (column.IsText)
        {
            return group.WriteAsync(field, [.. column.Cells.Select(cell => cell is null ? null : column.TextOf(cell))]);
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
}
