using System.Text;

namespace Trimtab.Tables.Tests;

/// <summary>What every format must keep.</summary>
public class TableFormatTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, 678, 901, TimeSpan.Zero);

    public static TheoryData<string> Formats => [.. TableFormat.Catalog.Names];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Table_WrittenAndRead_HasItsCells(string format)
    {
        var table = new TrialTable(
        [
            new("ünï, \"title\"", typeof(string), ["日本語 😀", null, "a,b;\"c\"\n'd'", "=1+1", "-"]),
            new("number", typeof(double), [0.1, null, 5e-324, double.NegativeInfinity, -1.7976931348623157e308]),
            new("whole", typeof(long), [long.MaxValue, null, 0L, -1L, 7L]),
            new("truth", typeof(bool), [true, null, false, true, false]),
            new("time", typeof(DateTimeOffset), [_noon, null, _noon.AddDays(1), _noon.AddTicks(10), DateTimeOffset.UnixEpoch]),
        ]);

        var read = await ReadAsync(format, await WriteAsync(format, table));

        Assert.Equal(table.Columns.Select(column => column.Name), read.Columns.Select(column => column.Name));
        Assert.Equal(table.Columns.SelectMany(Texts), read.Columns.SelectMany(Texts));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Table_OfOneType_KeepsIt_WhereTheFormatHasTypes(string format)
    {
        var table = new TrialTable([new("number", typeof(double), [1.5, double.NaN]), new("whole", typeof(long), [1L, 2L])]);

        var read = await ReadAsync(format, await WriteAsync(format, table));

        Type[] expected = format == "csv" ? [typeof(string), typeof(string)] : [typeof(double), typeof(long)];
        Assert.Equal(expected, read.Columns.Select(column => column.Type));
    }

    [Theory]
    [InlineData("csv", "a,b\n1,2\n3\n", "Line 3 has 1")]
    [InlineData("csv", "", "This one is empty")]
    [InlineData("csv", "a,b\n1\"2,3\n", "Line 2 has another one")]
    [InlineData("csv", "a,b\n\"1,2\n3,4\n", "A quote of CSV must begin and end a cell")]
    [InlineData("jsonl", "{\"a\": 1}\n{\"a\": \n", "Line 2 is not")]
    [InlineData("jsonl", "[1]\n", "Line 1 is not")]
    [InlineData("parquet", "PAR1 and no more", "This one is not")]
    [InlineData("parquet", "", "This one is not")]
    public async Task Read_OfADamagedFile_SaysWhere(string format, string content, string said)
    {
        var error = await Assert.ThrowsAsync<TrimtabException>(() => ReadAsync(format, Encoding.UTF8.GetBytes(content)));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a;b\n1,5;x\n")]
    [InlineData("a\tb\n\"1,5\"\tx\n")]
    public async Task Csv_OfAnotherSeparator_IsRead(string text)
    {
        var table = await ReadAsync("csv", Encoding.UTF8.GetBytes(text));

        Assert.Equal(["1,5", "x"], table.Columns.Select(column => column.Cells[0]));
    }

    [Fact]
    public void Of_AnUnknownExtension_SaysWhichThereAre()
    {
        var error = Assert.Throws<UnknownNameException>(() => TableFormat.Of("trials.xlsx"));

        Assert.Contains("jsonl", error.Message, StringComparison.Ordinal);
        Assert.Contains("parquet", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Texts(TableColumn column) => column.Cells.Select(cell => cell is null ? null : TableText.Of(cell));

    private static async Task<byte[]> WriteAsync(string format, TrialTable table)
    {
        using var stream = new MemoryStream();
        await TableFormat.Catalog.Create(format).WriteAsync(table, stream, Token);
        return stream.ToArray();
    }

    private static async Task<TrialTable> ReadAsync(string format, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await TableFormat.Catalog.Create(format).ReadAsync(stream, Token);
    }
}
