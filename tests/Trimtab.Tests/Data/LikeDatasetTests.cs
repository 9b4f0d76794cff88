using Trimtab.Data;
using Trimtab.Preprocessing;

namespace Trimtab.Tests.Data;

/// <summary>New rows get the kinds, categories, groups and weights of the rows that were learned from, whatever they look like.</summary>
public class LikeDatasetTests
{
    private static readonly string[] _titles = ["code", "flag", "x", "y", "w", "g"];

    private static Dataset Learned { get; } = Read(
        [["1.50", "true", "3", "yes", "1", "a"], ["02", "false", "4", "no", "2", "b"], ["?", "true", "5", "yes", "3", "a"]])
        .ToDataset(new DataRoles { Features = _titles[..3], Target = "y", Weights = "w", Groups = "g" });

    private static DataFrame Read(string[][] rows, Dataset? like = null, string[]? titles = null) => DataFrame.FromTexts(
        titles ?? _titles, () => rows.Select((row, i) => (row, (long)i + 2)), new() { Like = like });

    private static float[] Features(Dataset data) =>
        [.. Enumerable.Range(0, data.Count).SelectMany(row => data.FeaturesOf(row).ToArray())];

    [Fact]
    public void Like_KeepsTextsThatLookLikeNumbersDatesOrBooleans()
    {
        string[][] texts = [["1.50", "1"], ["1.5", "0"], ["2024-01-31", "true"], ["", "NA"]];

        var frame = Read([.. texts.Select(row => (string[])[.. row, "3"])], Learned, ["code", "flag", "x"]);
        var data = frame.ToDatasetLike(Learned);

        Assert.Equal([ColumnKind.Text, ColumnKind.Number, ColumnKind.Number], frame.Columns.Select(column => column.Kind));
        Assert.Equal(["02", "1.50", "?", "1.5", "2024-01-31"], data.Columns[0].Categories!);
        Assert.Equal([1, 1, 3, 3, 0, 3, 4, 1, 3, float.NaN, float.NaN, 3], Features(data));
    }

    [Fact]
    public void Like_OfEachRowAlone_GivesTheFeaturesOfTheWhole()
    {
        string[][] rows = [["1.50", "true", "3"], ["02", "", "4"], ["?", "false", ""], ["", "", ""], ["7", "true", "1e1"]];
        string[] titles = ["code", "flag", "x"];
        float[] known = Features(Read(rows, Learned, titles).ToDatasetLike(Learned));

        float[] alone = [.. rows.SelectMany(row => Features(Read([row], Learned, titles).ToDatasetLike(Learned)))];

        Assert.Equal(known, alone);
    }

    [Fact]
    public void Like_OfATextWhereNumbersWereLearned_NamesLineAndColumn()
    {
        var error = Assert.Throws<TrimtabException>(
            () => Read([["a", "true", "3"], ["a", "true", "many"]], Learned, ["code", "flag", "x"]));

        Assert.Equal(
            "Column 'x' must have numbers, as the rows that were learned from have. Line 3 has 'many': correct it, or add it to "
            + "MissingTexts.",
            error.Message);
    }

    [Fact]
    public void Kinds_GoBeforeLike()
    {
        var frame = DataFrame.FromTexts(
            ["x"], () => [(["3"], 2)], new() { Like = Learned, Kinds = new Dictionary<string, ColumnKind> { ["x"] = ColumnKind.Text } });

        Assert.Equal(ColumnKind.Text, frame["x"].Kind);
    }

    [Fact]
    public void Like_OfRowsWithoutNames_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TextReading { Like = new Dataset([1], [1], [1]) });

    [Theory]
    [InlineData("7", ColumnKind.Number)]
    [InlineData("true", ColumnKind.Boolean)]
    [InlineData("2024-01-31", ColumnKind.Date)]
    public void ToDatasetLike_OfTextsThatWereReadAsAnotherKind_IsRefused(string text, ColumnKind kind)
    {
        var frame = Read([[text, "true", "3"]], like: null, ["code", "flag", "x"]);

        var error = Assert.Throws<TrimtabException>(() => frame.ToDatasetLike(Learned));

        Assert.StartsWith("Column 'code' must have texts", error.Message, StringComparison.Ordinal);
        Assert.Contains($"read as {kind}", error.Message, StringComparison.Ordinal);
        Assert.Contains("set Like of the reading", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_AreReadAsTheyWereLearned()
    {
        var words = Read([["a", "1", "true"], ["b", "2", "1"], ["a", "3", "false"]], null, ["t", "x", "y"])
            .ToDataset(new DataRoles { Target = "y", IsClass = true });
        var flags = Read([["1", "true"], ["2", "false"]], null, ["x", "y"]).ToDataset("y");
        var numbers = Read([["1", "7"], ["2", "9"]], null, ["x", "y"]).ToDataset(new DataRoles { Target = "y", IsClass = true });

        Assert.Equal([2.0], Read([["a", "1", "true"]], words, ["t", "x", "y"]).ToDatasetLike(words, "y").Labels());
        Assert.Equal([1.0, 0], Read([["1", "1"], ["2", "0"]], flags, ["x", "y"]).ToDatasetLike(flags, "y").Labels());
        Assert.Equal([1.0, 0], Read([["1", "9"], ["2", "7.0"]], numbers, ["x", "y"]).ToDatasetLike(numbers, "y").Labels());
    }

    [Fact]
    public void GroupsAndWeights_AreThoseOfTheLearnedColumns()
    {
        var fresh = Read([["02", "true", "1", "no", "5", "q"], ["02", "true", "1", "yes", "0", "p"]], Learned);

        var data = fresh.ToDatasetLike(Learned, "y");
        var toPredict = fresh.Without("w", "g").ToDatasetLike(Learned);
        var plain = fresh.ToDatasetLike(Learned, new DataRoles { Target = "y" });

        Assert.Equal([5.0, 0], data.Weights!);
        Assert.Equal([0, 1], data.Groups!);
        Assert.Equal("w", data.Select([1]).Roles!.Weights);
        Assert.Null(toPredict.Weights);
        Assert.Null(plain.Weights);
        Assert.Null(plain.Groups);
        Assert.Throws<UnknownNameException>(() => fresh.Without("w").ToDatasetLike(Learned, "y")); // a score would lack its weights
        Assert.Throws<TrimtabException>(() => fresh.ToDatasetLike(Learned, new DataRoles { Target = "y", Except = ["x"] }));
    }

    [Fact]
    public void Dates_OfWhichAllAreMissing_HaveMissingParts()
    {
        var frame = Read([["", "1"], ["NA", "2"]], null, ["joined", "x"]);

        Assert.Equal(2, frame.WithDateParts("joined", DatePart.Year)["joined_year"].Missing);
        Assert.Throws<TrimtabException>(() => frame.WithDateParts("x", DatePart.Year));
    }

    [Fact]
    public void TextsThatOnlyNewRowsHave_StayApartFromThatForMissingOnes()
    {
        DataFrame old = new([FrameColumn.Of("size", (string?[])["S", null, "M"])]);
        DataFrame fresh = new([FrameColumn.Of("size", (string?[])["XL", null, "S", "none"])]);
        var learned = old.ToDataset(new DataRoles());
        Steps steps = [new SimpleImputer { Strategy = ImputerStrategy.Constant, FillText = "none" }];
        Steps encoded = [.. steps, new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }];
        var given = fresh.ToDatasetLike(learned);

        var filled = steps.Fit(learned).Transform(given);

        string[] texts = [.. Enumerable.Range(0, 4).Select(row => filled.Columns[0].TextOf(filled.FeaturesOf(row)[0]))];
        Assert.Equal(["XL", "none", "S", "none"], texts);
        Assert.Equal( // M, S, none
            [0f, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1], Features(encoded.Fit(learned).Transform(given)));
    }
}
