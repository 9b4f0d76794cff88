using System.Text;
using Trimtab.Csv;
using Trimtab.Data;

namespace Trimtab.Tables.Tests;

/// <summary>Texts of CSV in several encodings, with and without a byte order mark.</summary>
public class CsvEncodingTests
{
    private const string Text = "name,x\nZoë,1\nÅsa,2\n";

    public static TheoryData<Encoding> Marked =>
    [
        new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true),
    ];

    private static DataFrame Read(byte[] bytes, Encoding? encoding = null)
    {
        using var stream = new MemoryStream(bytes);
        return DataFrame.ReadCsv(stream, new() { Encoding = encoding });
    }

    [Theory]
    [MemberData(nameof(Marked))]
    public void ReadCsv_OfAByteOrderMark_IsInItsEncoding(Encoding encoding)
    {
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(Text)];

        foreach (var set in (Encoding?[])[null, Encoding.Latin1])
        {
            var frame = Read(bytes, set);

            Assert.Equal(["name", "x"], frame.Columns.Select(column => column.Name));
            Assert.Equal(["Zoë", "Åsa"], Enumerable.Range(0, 2).Select(row => frame["name"][row]));
        }
    }

    [Fact]
    public void ReadCsv_OfAnEncodingThatIsSet_IsInIt()
    {
        Assert.Equal("Zoë", Read(Encoding.Latin1.GetBytes(Text), Encoding.Latin1)["name"][0]);
        Assert.Equal("Zoë", Read(Encoding.UTF8.GetBytes(Text), Encoding.UTF8)["name"][0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)] // behind several blocks
    public void ReadCsv_OfBytesThatAreNoUtf8_NamesTheirLine(int rowsBefore)
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes("name,x\n" + string.Concat(Enumerable.Repeat("Zoë,1\n", rowsBefore))),
            .. Encoding.Latin1.GetBytes("Zoë,1\n"),
        ];

        foreach (var set in (Encoding?[])[null, Encoding.UTF8])
        {
            var error = Assert.Throws<TrimtabException>(() => Read(bytes, set));

            string expected = FormattableString.Invariant($"Line {rowsBefore + 2} has the bytes EB");
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.Contains("set Encoding, as Encoding.Latin1", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadCsv_OfACharacterThatIsCutOff_IsAnError() =>
        Assert.Throws<TrimtabException>(() => Read([.. Encoding.UTF8.GetBytes("name\nZo"), 0xC3]));

    [Fact]
    public async Task TrialTable_OfBytesThatAreNoUtf8_NamesTheirLine()
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes("number,note\n0,Zoë\n"));

        var error = await Assert.ThrowsAsync<TrimtabException>(
            () => new CsvFormat().ReadAsync(stream, TestContext.Current.CancellationToken));

        Assert.Contains("Line 2 has the bytes EB", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("set Encoding", error.Message, StringComparison.Ordinal);
    }
}
