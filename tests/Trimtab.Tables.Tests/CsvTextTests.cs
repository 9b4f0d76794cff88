using Trimtab.Csv;

namespace Trimtab.Tables.Tests;

/// <summary>Every text is in a file of CSV as it was: all texts of up to three of the letters that mean something, and null.</summary>
public class CsvTextTests
{
    private static readonly string[] _letters = ["'", "=", "-", "+", "@", "\t", "\r", "\n", "\"", ",", ";", "|", " ", "a", "1", "sep="];

    [Fact]
    public async Task Texts_WrittenAndRead_AreTheSame()
    {
        string[] one = ["", .. _letters];
        string?[] texts = [null, .. one.SelectMany(a => one.SelectMany(b => one.Select(c => a + b + c))).Distinct()];

        Assert.Equal(texts, await ReadBackAsync("t", texts));
    }

    [Fact]
    public async Task Titles_WrittenAndRead_AreTheSame()
    {
        foreach (string title in _letters.SelectMany(a => _letters.Select(b => a + b)).Where(title => title.Trim().Length > 0))
        {
            Assert.Equal(["x"], await ReadBackAsync(title, ["x"]));
        }
    }

    private static async Task<IEnumerable<object?>> ReadBackAsync(string title, string?[] texts)
    {
        using var stream = new MemoryStream();
        var token = TestContext.Current.CancellationToken;
        await new CsvFormat().WriteAsync(new([new(title, typeof(string), texts)]), stream, token);
        stream.Position = 0;
        var table = await new CsvFormat().ReadAsync(stream, token);
        Assert.Equal(title, table.Columns.Single().Name);
        return table.Columns.Single().Cells;
    }
}
