using Trimtab.Data;

namespace Trimtab.Tests.Data;

/// <summary>Texts that stand for missing values, and the few that keep a column from being one of numbers.</summary>
public class TextReadingTests
{
    private static FrameColumn Read(IEnumerable<string> texts, TextReading? reading = null) =>
        DataFrame.FromTexts(["x"], () => texts.Select((text, i) => ((string[])[text], (long)i + 2)), reading)["x"];

    [Fact]
    public void MissingTexts_AreAddedToThoseOfPandas()
    {
        string[] texts = ["?", "NA", "n/a", "#N/A", "", "1"];

        Assert.Equal(4, Read(texts).Missing); // pandas.read_csv(…)
        Assert.Equal(5, Read(texts, new() { MissingTexts = ["?"] }).Missing); // na_values=["?"]
        Assert.Equal(2, Read(texts, new() { MissingTexts = ["?"], KeepDefaultMissingTexts = false }).Missing); // keep_default_na=False
        Assert.Equal(ColumnKind.Number, Read(texts, new() { MissingTexts = ["?"] }).Kind);
        Assert.Equal("None", Read(["None", "1"], new() { KeepDefaultMissingTexts = false })[0]);
    }

    /// <summary>Expected: by the rule of groups of three digits; pandas' decimal="," without thousands takes none of the points.</summary>
    [Theory]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("-1.234.567", -1234567.0)]
    [InlineData("12,5e3", 12500.0)]
    [InlineData("1,5", 1.5)]
    [InlineData("1.5", null)]
    [InlineData("0.001", null)]
    [InlineData("1.2.3", null)]
    [InlineData("1234.567", null)]
    [InlineData("1,234.567", null)]
    [InlineData("31.12.2020", null)]
    [InlineData("11.11.2021", null)]
    [InlineData("192.168.0.1", null)]
    [InlineData("10.0.0.1", null)]
    public void DecimalComma_TakesPointsBetweenThousandsAlone(string text, double? expected)
    {
        var column = Read([text, "2"], new() { DecimalComma = true });

        Assert.Equal(expected is null ? ColumnKind.Text : ColumnKind.Number, column.Kind);
        Assert.Equal(expected ?? (object)text, column[0]);
    }

    [Theory]
    [InlineData("9007199254740992;9007199254740993;9007199254740994")] // 2^53 and above: the second is no double
    [InlineData("12345678901234567890;12345678901234567891")]
    [InlineData("-9007199254740993;1")]
    public void WholeNumbers_ThatADoubleDoesNotHold_AreTexts(string texts)
    {
        var column = Read(texts.Split(';'));

        Assert.Equal(ColumnKind.Text, column.Kind);
        Assert.Equal(texts, string.Join(';', Enumerable.Range(0, column.Count).Select(row => column[row])));
        Assert.Equal(ColumnKind.Number, Read(["9007199254740992", "1e300", "12345678901234567890.5"]).Kind);
    }

    [Fact]
    public void WholeNumbers_OfObjectsThatADoubleDoesNotHold_AreTexts()
    {
        var column = FrameColumn.Of("id", (long[])[9007199254740992, 9007199254740993]);

        Assert.Equal("9007199254740993", column[1]);
        Assert.Equal(ColumnKind.Number, FrameColumn.Of("id", (long[])[9007199254740992, 5]).Kind);
    }

    [Fact]
    public void Infinity_AsPandasAndNumPyWriteIt_IsANumber()
    {
        var column = (NumberColumn)Read(["1", "inf", "-inf", "+inf", "Infinity", "-Infinity", "INF"]);

        Assert.Equal(
            [1, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity,
                double.NegativeInfinity, double.PositiveInfinity],
            column.Values.ToArray());
        Assert.Equal(ColumnKind.Number, Read(["1,5", "-inf"], new() { DecimalComma = true }).Kind);
        Assert.Equal(ColumnKind.Text, Read(["1", "info"]).Kind);
    }

    [Fact]
    public void Titles_ThatAreBlankOrTwice_MatterOnlyWhereTheyAreRead()
    {
        static DataFrame Table(params string[] columns) => DataFrame.FromTexts(
            ["", "a", "b", "c", "c"], () => [((string[])["0", "1", "x", "5", "6"], 2L)], new() { Columns = columns });

        Assert.Equal(["b", "a"], Table("b", "a").Columns.Select(column => column.Name));
        Assert.Contains("Column 5 is called 'c'", Assert.Throws<TrimtabException>(() => Table("c")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Column 1 is called '': name the columns to read in Columns",
            Assert.Throws<TrimtabException>(() => Table()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1;2;x;4", "numbers but for 1 of 4 values, 'x' in line 4")]
    [InlineData("x;2;3;4", "numbers but for 1 of 4 values, 'x' in line 2")]
    [InlineData("1;2;x;;4;y;x;8;9", "numbers but for 3 of 8 values, the first 'x' in line 4")]
    [InlineData("1;2;3,5", "numbers but for 1 of 3 values, '3,5' in line 4; if that is a decimal comma, set DecimalComma")]
    [InlineData("2024-01-31;soon;2024-02-01", "dates but for 1 of 3 values, 'soon' in line 3")]
    [InlineData("true;false;maybe", "Booleans but for 1 of 3 values, 'maybe' in line 4")]
    [InlineData("1;x", null)]
    [InlineData("a;b;c", null)]
    [InlineData("10115;01067;80331", null)] // postal codes
    [InlineData("1;2;3", null)]
    public void Hint_NamesTheFewValuesOfAnotherKind(string texts, string? expected)
    {
        var column = Read(texts.Split(';'));

        Assert.Equal(expected, column.Hint);
        Assert.Contains(expected ?? "x: ", column.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hint_OfAColumnWhoseKindIsGiven_IsNone() => Assert.Null(
        Read(["1", "2", "x"], new() { Kinds = new Dictionary<string, ColumnKind> { ["x"] = ColumnKind.Text } }).Hint);

    [Fact]
    public void ToDataset_OfNumbersButForAFew_IsRefusedUntilItIsChosen()
    {
        string[][] rows = [["1", "5"], ["2", "?"], ["3", "6"], ["?", "7"]];
        var frame = DataFrame.FromTexts(["age", "price"], () => rows.Select((row, i) => (row, (long)i + 2)));
        string Message(DataRoles roles) => Assert.Throws<TrimtabException>(() => frame.ToDataset(roles)).Message;

        Assert.Equal(
            "Texts to learn from must be categories. Column 'age' has numbers but for 1 of 4 values, '?' in line 5: correct them or add "
            + "them to MissingTexts when you read it, or name the column in Features if these are categories.",
            Message(new()));
        Assert.StartsWith(
            "A target must have either numbers or classes. Column 'price' has numbers but for 1 of 4 values, '?' in line 3",
            Message(new() { Target = "price", Features = ["age"] }),
            StringComparison.Ordinal);
        Assert.Contains(
            "is of kind Text (numbers but for 1 of 4",
            Message(new() { Target = "price", IsClass = false, Features = ["age"] }),
            StringComparison.Ordinal);
        var chosen = frame.ToDataset(new DataRoles { Target = "price", IsClass = true, Features = ["age"] });
        Assert.Equal(4, chosen.Columns[0].Categories!.Count);
    }

    [Fact]
    public void MissingTargets_AreFoundInOnePass()
    {
        double[] values = new double[200_000];
        values[^1] = double.NaN;
        DataFrame frame = new([FrameColumn.Of("x", values[..^1].Append(1)), FrameColumn.Of("y", values)]);

        var error = Assert.Throws<TrimtabException>(() => frame.ToDataset("y"));

        Assert.Contains("Row 199999 has none in column 'y', the first of 1", error.Message, StringComparison.Ordinal);
    }
}
