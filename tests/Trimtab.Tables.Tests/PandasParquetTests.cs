using Parquet;
using Parquet.Schema;
using Trimtab.Parquet;

namespace Trimtab.Tables.Tests;

/// <summary>Files of Parquet with the types that pandas gives to a <c>trials_dataframe</c>.</summary>
public class PandasParquetTests
{
    private static readonly DateTime _start = new(2026, 11, 26, 17, 18, 15, 364, DateTimeKind.Unspecified);

    private static readonly DataField _number = new("number", typeof(long), isNullable: true);
    private static readonly DataField _units = new("params_units", typeof(int), isNullable: false);
    private static readonly DataField _bytes = new("blob", typeof(byte[]), isNullable: true); // no cell of a table
    private static readonly DataField _duration = new("duration", typeof(long), isNullable: true);
    private static readonly DataField _constraint = new("element", typeof(double), isNullable: true);
    private static readonly DateTimeDataField _started = new(
        "datetime_start", DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: true);

    private static readonly int[] _sizes = [16, 32, 64];
    private static readonly double[] _constraints = [-0.5, 0.25]; // of the first row; the second has no list, the third an empty one
    private static readonly int[] _definitions = [3, 3, 0, 1];
    private static readonly int[] _repetitions = [0, 1, 0, 0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_OfPandasTypes_AreCells()
    {
        using var stream = new MemoryStream(await FileAsync());

        var table = await new ParquetFormat().ReadAsync(stream, Token);

        Assert.Equal(
            ["number", "params_units", "duration", "datetime_start", "system_attrs_constraints"],
                table.Columns.Select(column => column.Name));
        Assert.Equal([0L, 1L, null], table.Find("number")!.Cells);
        Assert.Equal([16L, 32L, 64L], table.Find("params_units")!.Cells);
        Assert.Equal([0.789, null, 2.0], table.Find("duration")!.Cells);
        Assert.Equal(["2026-11-26 17:18:15.364", null, "2026-11-26 17:18:17.364"], table.Find("datetime_start")!.Cells);
        Assert.Equal(["[-0.5, 0.25]", null, "[]"], table.Find("system_attrs_constraints")!.Cells);
    }

    /// <summary>Damage of columns of other kinds than those that this library writes.</summary>
    [Fact]
    public async Task File_WithAnyByteChanged_IsRefusedOrRead()
    {
        byte[] whole = await FileAsync();
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x81;
            try
            {
                using var stream = new MemoryStream(damaged);
                await new ParquetFormat().ReadAsync(stream, Token);
            }
            catch (TrimtabException)
            {
                // As it should be; nothing else comes.
            }
        }
    }

    private static async Task<byte[]> FileAsync()
    {
        using var stream = new MemoryStream();
        var schema = new ParquetSchema(
            _number, _units, _bytes, _duration, _started, new ListField("system_attrs_constraints", _constraint));
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: Token))
        {
            writer.CustomMetadata = new Dictionary<string, string>
            {
                ["pandas"] = """{"columns": [{"name": "duration", "field_name": "duration", "numpy_type": "timedelta64[ns]"}]}""",
            };
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<long>(_number, new long?[] { 0, 1, null }, cancellationToken: Token);
            await group.WriteAsync<int>(_units, _sizes, cancellationToken: Token);
            await group.WriteAsync(_bytes, [[1], null, [2]]);
            await group.WriteAsync<long>(_duration, new long?[] { 789_000_000, null, 2_000_000_000 }, cancellationToken: Token);
            await group.WriteAsync<DateTime>(_started, new DateTime?[] { _start, null, _start.AddSeconds(2) }, cancellationToken: Token);
            await group.WriteAllPartsAsync<double>(_constraint, _constraints, _definitions, _repetitions, Token);
        }

        return stream.ToArray();
    }
}
