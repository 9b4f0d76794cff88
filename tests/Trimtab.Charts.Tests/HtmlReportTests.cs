namespace Trimtab.Charts.Tests;

public class HtmlReportTests
{
    public static TheoryData<string, string[]?[], int?> BrokenTables => new()
    {
        { "Row 1 has a cell that is null", [["a", "b"], ["c", null!]], null },
        { "Row 0 has 1 cells", [["a"], ["c", "d"]], null },
        { "Row 1 has null", [["a", "b"], null], null },
        { "must be one of the table's 1 rows, counted from 0. Got 99.", [["a", "b"]], 99 },
        { "must be one of the table's 1 rows, counted from 0. Got -1.", [["a", "b"]], -1 },
    };

    [Theory]
    [MemberData(nameof(BrokenTables))]
    public void Table_ThatIsNoRectangle_IsRefused(string words, string[]?[] rows, int? highlightRow)
    {
        var report = new HtmlReport("a");

        var error = Assert.ThrowsAny<ArgumentException>(() => report.Section("b", s => s.Table(["x", "y"], rows!, highlightRow)));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_OfEveryBlock_HoldsThemInOrder()
    {
        string html = Sample().ToHtml();

        string[] parts =
        [
            "<h1>Tuning</h1>", "synthetic digits", "98.93 %", "href=\"#section-1\">Epochs</a>", "<h2>Epochs</h2>", "First words.",
            "<th>mean</th>", "class=\"best\"", "<svg", "A caption.", "<pre>", "<details>",
        ];
        int[] places = [.. parts.Select(part => html.IndexOf(part, StringComparison.Ordinal))];
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void ToHtml_OfTextWithMarkup_EncodesIt()
    {
        string html = new HtmlReport("<script>1</script>") { Subtitle = "a<b" }
            .Notice("<i>")
            .KeyFigures(("<x>", "<y>", "<z>"))
            .Section("<h>", s => s.Paragraph("<p1>").Pre("<p2>").Table(["<c>"], [["<d>"]]).Details("<s>", inner => inner.Paragraph("<e>")))
            .ToHtml();

        foreach (string raw in (string[])["<script>", "<i>", "<x>", "<y>", "<z>", "<h>", "<p1>", "<p2>", "<c>", "<d>", "<s>", "<e>", "a<b"])
        {
            Assert.DoesNotContain(raw, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Table_WithManyColumns_IsSetSmaller()
    {
        string[] few = [.. Enumerable.Range(0, 8).Select(i => $"c{i}")], many = [.. few, "c8"];

        Assert.DoesNotContain(
            "<table class=\"wide\">", new HtmlReport("a").Section("b", s => s.Table(few, [few])).ToHtml(), StringComparison.Ordinal);
        Assert.Contains(
            "<table class=\"wide\">", new HtmlReport("a").Section("b", s => s.Table(many, [many])).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_Twice_GivesTheSameBytesAndNothingFromOutside()
    {
        string html = Sample().ToHtml();

        Assert.Equal(html, Sample().ToHtml());
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_OverOldFile_ReplacesItWhole()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("trimtab").FullName, "report.html");
        await File.WriteAllTextAsync(path, "old", TestContext.Current.CancellationToken);

        await Sample().WriteAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(Sample().ToHtml(), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(["report.html"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
    }

    private static HtmlReport Sample() => new HtmlReport("Tuning") { Subtitle = "2s against 7s" }
        .Notice("MNIST was not found: synthetic digits were used.")
        .KeyFigures(("Baseline", "98.93 %", "test accuracy"))
        .Section("Epochs", s => s
            .Paragraph("First words.")
            .Table(["epochs", "mean"], [["10", "0.991"], ["40", "0.994"]], highlightRow: 1)
            .Figure(Samples.Curves, "A caption.")
            .Pre("a   b")
            .Details("More", inner => inner.Paragraph("Last words.")));
}
