using System.Text;
using Trimtab.Csv;
using Trimtab.Data;

namespace Trimtab.Tables.Tests;

/// <summary>Tables of a user's data from CSV.</summary>
public class ReadCsvTests
{
    private static DataFrame Read(string text, CsvReading? reading = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return DataFrame.ReadCsv(stream, reading);
    }

    [Theory]
    [InlineData("a,b\n1,x\n2,y\n")]
    [InlineData("a;b\r\n1;x\r\n2;y\r\n")]
    [InlineData("a\tb\n1\tx\n2\ty")]
    [InlineData("a|b\n1|x\n2|y")]
    [InlineData("sep=;\na;b\n1;x\n2;y\n")]
    [InlineData("\uFEFF\"a\",\"b\"\n\"1\",\"x\"\n\n2,y,\n \n")]
    [InlineData("\n a , b ,\n1,x,\n2,y,\n")]
    public void ReadCsv_OfAnySeparatorAndLineEnd_IsTheSame(string text)
    {
        var frame = Read(text);

        Assert.Equal(["a", "b"], frame.Columns.Select(column => column.Name));
        Assert.Equal([1.0, 2], ((NumberColumn)frame["a"]).Values.ToArray());
        Assert.Equal(["x", "y"], Enumerable.Range(0, 2).Select(row => frame["b"][row]));
        Assert.Equal(2, frame.Count);
    }

    [Fact]
    public void ReadCsv_OfQuotedCells_KeepsSeparatorsQuotesAndLineEnds()
    {
        var frame = Read("a,b\n\"x,\"\"y\"\"\",1\n\"two\nlines\",2\n");

        Assert.Equal(["x,\"y\"", "two\nlines"], Enumerable.Range(0, 2).Select(row => frame["a"][row]));
    }

    [Theory]
    [InlineData("a,b\n1,x\n2\n", "Line 3 has 1, and there are 2 titles")]
    [InlineData("sep=,\na,b\n1,x\n2\n", "Line 4 has 1, and there are 2 titles")]
    [InlineData("a,b\n\"1\n\",x\n2,y,z\n", "Line 4 has 3, and there are 2 titles")]
    [InlineData("a,b\nx\"y,1\n", "Line 2 has another one")]
    [InlineData("a,a\n1,2\n", "Column 2 is called 'a', as column 1 is")]
    [InlineData("a,,b\n1,2,3\n", "Column 2 is called ''")]
    [InlineData("", "the file is empty")]
    [InlineData(" \n\n", "the file is empty")]
    public void ReadCsv_OfDamagedText_SaysLineAndWhy(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<TrimtabException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\r\n", false)]
    [InlineData("\r", true)]
    public void ReadCsv_OfAQuoteThatIsNotClosed_SaysWhereItBegins(string lineEnd, bool endsWithOne)
    {
        string text = string.Join(lineEnd, ["a,b", "1,x", "2,\"yes", .. Enumerable.Repeat("3,z", 1000)]) + (endsWithOne ? lineEnd : "");

        var error = Assert.Throws<TrimtabException>(() => Read(text));

        Assert.EndsWith("Line 3 has another one, in the cell that begins \"yes.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadCsv_OfAnIndexAsPandasWritesIt_ReadsTheColumnsThatAreNamed()
    {
        const string Text = ",a,b\n0,1,x\n1,2,y\n"; // pandas' to_csv()

        Assert.Equal(2.0, Read(Text, new() { Columns = ["a", "b"] })["a"][1]);
        Assert.Contains(
            "name the columns to read in Columns", Assert.Throws<TrimtabException>(() => Read(Text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Separator_MayBeAnyCharacterButAQuoteOrALineEnd()
    {
        Assert.Equal("y", Read("sep= \na b\n1 x\n2 y\n")["b"][1]);
        for (char separator = ' '; separator < 127; separator++)
        {
            if (separator is not ('"' or 'a' or 'b' or 'x' or 'y' or '1' or '2'))
            {
                Assert.Equal("y", Read($"a{separator}b\n1{separator}x\n2{separator}y\n", new() { Separator = separator })["b"][1]);
            }
        }

        Assert.All("\"\r\n\0", separator => Assert.Throws<ArgumentException>(() => new CsvReading { Separator = separator }));
    }

    [Fact]
    public void ReadCsv_OfAValueOfAnotherKindThanGiven_NamesLineAndColumn()
    {
        CsvReading numbers = new() { Kinds = new Dictionary<string, ColumnKind> { ["b"] = ColumnKind.Number } };

        var error = Assert.Throws<TrimtabException>(() => Read("a,b\n\"two\nlines\",1\nx,oops\n", numbers));

        Assert.StartsWith(
            "Column 'b' must have values of kind Number, which Kinds gives it. Line 4 has 'oops'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,x\n,\n2,y\n", 3)] // separators alone make a row
    [InlineData("a,b\n1,x\n\n \n2,y\n\n", 2)] // blank lines do not
    [InlineData("a\tb\n1\tx\n\t\n2\ty\n", 3)]
    [InlineData("a\n1\n\n\"\"\n2\n", 3)] // quotes make a cell
    [InlineData("a,b,c\n1,x,2\n,\n2,y,\n", 3)]
    public void ReadCsv_OfEmptyRows_KeepsThemAsPandasDoes(string text, int rows) // pandas.read_csv of version 2
    {
        var frame = Read(text);

        Assert.Equal(rows, frame.Count);
        Assert.Equal(rows - 2, frame["a"].Missing);
        Assert.Equal(2.0, frame["a"][rows - 1]);
    }

    [Fact]
    public void ReadCsv_OfAnEmptyFirstRow_KeepsItWhereThereAreNoTitles() =>
        Assert.Equal(2, Read(",\n1,x\n", new() { HasTitles = false }).Count);

    [Fact]
    public void ReadCsv_WithoutTitles_NumbersTheColumns()
    {
        var frame = Read("1,x\n2,y\n", new() { HasTitles = false });

        Assert.Equal(["x0", "x1"], frame.Columns.Select(column => column.Name));
        Assert.Equal(2, frame.Count);
    }

    [Fact]
    public void ReadCsv_OfTitlesAlone_HasNoRows() => Assert.Equal(0, Read("a,b\n").Count);

    [Fact]
    public void ReadCsv_OfALateText_ReadsTheColumnAgain()
    {
        var text = new StringBuilder("n,m\n");
        for (int i = 0; i < 5000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"0{i % 8 / 2}.50,{i}\n");
        }

        var frame = Read(text.Append("x,1\n").ToString());

        Assert.Equal(ColumnKind.Text, frame["n"].Kind);
        Assert.Equal("00.50", frame["n"][0]);
        Assert.Equal(ColumnKind.Number, frame["m"].Kind);
        Assert.Equal(5001, frame.Count);
    }

    [Fact]
    public void ReadCsv_OfAFile_IsThatOfItsContent()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "price\n\"1.234,5\"\n");

        var frame = DataFrame.ReadCsv(path, new() { DecimalComma = true, Separator = ';' });

        Assert.Equal(1234.5, frame["price"][0]);
        File.Delete(path);
    }
}
