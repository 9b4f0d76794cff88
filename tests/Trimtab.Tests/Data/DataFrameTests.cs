using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.Data;

/// <summary>Tables of a user's data, and the features and targets that are made of them.</summary>
public class DataFrameTests
{
    private enum Size
    {
        Small,
        Large,
    }

    private sealed record Person(string Name, double? Height, int Age, bool Smokes, Size Size, DateOnly Born);

    private static DataFrame People { get; } = DataFrame.From(
    [
        new Person("Ann", 1.62, 31, true, Size.Large, new(1990, 5, 1)),
        new Person("Bob", null, 42, false, Size.Small, new(1980, 1, 31)),
        new Person("Cid", 1.80, 53, false, Size.Large, new(1970, 12, 24)),
    ]);

    private static FrameColumn Column<T>(string name, params T[] values) => FrameColumn.Of(name, values);

    private static DataFrame FromTexts(string[] titles, string[][] rows, TextReading? reading = null) =>
        DataFrame.FromTexts(titles, () => rows.Select((row, i) => (row, (long)i + 2)), reading);

    private sealed record Broken(int Age)
    {
        public int Height => Age > 1 ? throw new InvalidOperationException("unknown") : 5;
    }

    [Fact]
    public void From_ObjectsThatAreNullOrThrow_SaysWhichRow()
    {
        static string Message(params Broken[] rows) => Assert.Throws<TrimtabException>(() => DataFrame.From(rows)).Message;

        Assert.Contains("Row 1 is null", Message(new(1), null!), StringComparison.Ordinal);
        Assert.Contains(
            "'Height' of row 1 throws InvalidOperationException: unknown", Message(new(1), new(2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-46, 3e-46, "nearly all 0")]
    [InlineData(0, 1e-43, "nearly all 0")]
    [InlineData(1, 1e39, "'x' has 1E+39: divide")]
    [InlineData(-1e39, 1, "'x' has -1E+39: divide")]
    public void Features_BeyondSinglePrecision_AreRefusedByTheirNumbers(double first, double second, string expected)
    {
        var frame = new DataFrame([Column("x", first, second), Column("y", 1.0, 2)]);

        Assert.Contains(expected, Assert.Throws<TrimtabException>(() => frame.ToDataset("y")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_ThatAreInfinite_AreRefusedByTheirRow()
    {
        var frame = new DataFrame([Column("x", 1.0, 2), Column("y", 1, double.PositiveInfinity)]);

        Assert.Contains(
            "Row 1 has Infinity in column 'y'",
            Assert.Throws<TrimtabException>(() => frame.ToDataset("y")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_ThatNameAColumnTwice_AreRefused()
    {
        var frame = new DataFrame([Column("x", 1.0, 2), Column("y", 1.0, 2), Column("z", 1.0, 2)]);
        string Message(DataRoles roles) => Assert.Throws<TrimtabException>(() => frame.ToDataset(roles)).Message;

        Assert.Contains("'y' is named twice", Message(new() { Target = "y", Groups = "y" }), StringComparison.Ordinal);
        Assert.Contains("'y' is named twice", Message(new() { Target = "y", Weights = "y" }), StringComparison.Ordinal);
        Assert.Contains("'z' is named twice", Message(new() { Target = "y", Groups = "z", Weights = "z" }), StringComparison.Ordinal);
    }

    [Fact]
    public void From_OfObjects_HasAColumnForEachProperty()
    {
        Assert.Equal(["Name", "Height", "Age", "Smokes", "Size", "Born"], People.Columns.Select(column => column.Name));
        Assert.Equal(
            [ColumnKind.Text, ColumnKind.Number, ColumnKind.Number, ColumnKind.Boolean, ColumnKind.Text, ColumnKind.Date],
            People.Columns.Select(column => column.Kind));
        Assert.Equal([1.62, null, 1.80], Enumerable.Range(0, 3).Select(row => People["Height"][row]));
        Assert.Equal(new DateTime(1980, 1, 31), People["Born"][1]);
    }

    [Fact]
    public void ToDataset_OfObjects_HasCategoriesMissingValuesAndAnEnumAsTarget()
    {
        var data = People.ToDataset(new DataRoles { Target = "Size", Except = ["Born"] });

        Assert.Equal(["Name", "Height", "Age", "Smokes"], data.Columns.Select(column => column.Name));
        Assert.Equal(["Ann", "Bob", "Cid"], data.Columns[0].Categories);
        Assert.Equal([1, float.NaN, 42, 0], data.FeaturesOf(1).ToArray());
        Assert.Equal([1.0, 0, 1], data.Labels());
        Assert.Equal([Size.Large, Size.Small, Size.Large], data.Classes!.LabelsOf<Size>(data.Labels()));
    }

    [Theory]
    [InlineData("1;2;-3.5e2", ColumnKind.Number)]
    [InlineData("true;False; TRUE ", ColumnKind.Boolean)]
    [InlineData("2024-01-31;2024-02-01 12:30;2024-02-01T12:30:00Z", ColumnKind.Date)]
    [InlineData("1;2;x", ColumnKind.Text)]
    [InlineData("01234;99999", ColumnKind.Text)]
    [InlineData("99999;01234", ColumnKind.Text)]
    [InlineData("0;0.5;-0.25", ColumnKind.Number)]
    [InlineData("true;1", ColumnKind.Text)]
    [InlineData("2024-01-31;soon", ColumnKind.Text)]
    [InlineData(";NA;nan; ;5", ColumnKind.Number)]
    [InlineData(";NA", ColumnKind.Number)]
    [InlineData("1,5;2", ColumnKind.Text)]
    public void Kind_OfTexts_IsThatOfAllValues(string texts, ColumnKind expected) =>
        Assert.Equal(expected, FromTexts(["x"], [.. texts.Split(';').Select(text => new[] { text })])["x"].Kind);

    [Fact]
    public void Texts_AfterNumbers_AreKeptAsTheyWereWritten()
    {
        int passes = 0;
        var frame = DataFrame.FromTexts(
            ["x", "y"],
            () =>
            {
                passes++;
                return [(["1.50", "7"], 2), (["", "8"], 3), (["two", "NA"], 4)];
            });

        Assert.Equal(["1.50", null, "two"], Enumerable.Range(0, 3).Select(row => frame["x"][row]));
        Assert.Equal([7.0, 8.0, null], Enumerable.Range(0, 3).Select(row => frame["y"][row]));
        Assert.Equal(2, passes);
    }

    [Fact]
    public void AValueOfAnotherKindThanGiven_IsAnErrorWithLineAndColumn()
    {
        TextReading numbers = new() { Kinds = new Dictionary<string, ColumnKind> { ["x"] = ColumnKind.Number } };

        var error = Assert.Throws<TrimtabException>(() => FromTexts(["x"], [["1"], ["2,5"]], numbers));

        Assert.Equal(
            "Column 'x' must have values of kind Number, which Kinds gives it. Line 3 has '2,5'; if that is a decimal comma, set "
            + "DecimalComma: correct it, or add it to MissingTexts, or read the column as Text.",
            error.Message);
    }

    [Fact]
    public void GivenKinds_DecimalCommas_AndChosenColumns_AreRead()
    {
        var frame = FromTexts(
            ["zip", "price", "note"],
            [["10115", "1.234,5", "a"], ["80331", "-0,5", "b"]],
            new()
            {
                Kinds = new Dictionary<string, ColumnKind> { ["zip"] = ColumnKind.Text },
                DecimalComma = true,
                Columns = ["price", "zip"],
            });

        Assert.Equal(["price", "zip"], frame.Columns.Select(column => column.Name));
        Assert.Equal([1234.5, -0.5], ((NumberColumn)frame["price"]).Values.ToArray());
        Assert.Equal("10115", frame["zip"][0]);
    }

    [Fact]
    public void Numbers_AsClasses_AreMappedAndMappedBack()
    {
        DataFrame frame = new([Column("x", 1.0, 2, 3), Column("digit", 7, 2, 7)]);

        var real = frame.ToDataset("digit");
        var classes = frame.ToDataset(new DataRoles { Target = "digit", IsClass = true });

        Assert.Equal([7.0, 2, 7], real.Labels());
        Assert.Null(real.Classes);
        Assert.Equal([1.0, 0, 1], classes.Labels());
        Assert.Equal([7, 2, 7], classes.Classes!.LabelsOf<int>(classes.Labels()));
    }

    [Fact]
    public void Groups_AreNumbersOfEqualValues_AndFollowTheRows()
    {
        DataFrame frame = new(
        [
            Column("x", 1.0, 2, 3, 4, 5),
            Column("person", "b", "a", "b", null, null),
            Column("y", 1.0, 2, 3, 4, 5),
        ]);

        var data = frame.ToDataset(new DataRoles { Target = "y", Groups = "person" });

        Assert.Equal([0, 1, 0, 2, 3], data.Groups!);
        Assert.Equal([2, 0], data.Select([3, 2]).Groups!);
        Assert.Equal(["x"], data.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Weights_FollowTheRows_AndAreRefusedWhereNothingUsesThem()
    {
        DataFrame frame = new([Column("x", 1.0, 2, 3, 4), Column("w", 0.5, 1, 0, 2), Column("y", 1.0, 2, 3, 4)]);
        var data = frame.ToDataset(new DataRoles { Target = "y", Weights = "w" });

        var error = Assert.Throws<TrimtabException>(
            () => new CrossValidate(new ModelSelection.ToyEstimator()) { Cv = 2 }.Fit(data, TestContext.Current.CancellationToken));

        Assert.Equal([2.0, 0.5], data.Select([3, 0]).Weights!);
        Assert.Equal(1, data.FeatureLength);
        Assert.NotEqual(data.Fingerprint, frame.ToDataset(new DataRoles { Target = "y", Except = ["w"] }).Fingerprint);
        Assert.Contains("ToyEstimator does not use weights", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Row 2 has -1 in column 'w'",
            Assert.Throws<TrimtabException>(
                () => frame.Map("w", w => w > 0 ? w : -1).ToDataset(new DataRoles { Target = "y", Weights = "w" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_AreRefusedWithWords_UntilNumbersAreMadeOfThem()
    {
        var error = Assert.Throws<TrimtabException>(() => People.ToDataset("Age"));
        Assert.Contains("Column 'Born' has dates: make numbers of it with", error.Message, StringComparison.Ordinal);

        var parts = People.WithDateParts("Born", DatePart.Year, DatePart.DayOfWeek, DatePart.Days);

        Assert.Equal(1980.0, parts["Born_year"][1]);
        Assert.Equal(3.0, parts["Born_day_of_week"][1]); // 31 January 1980 was a Thursday
        Assert.Equal((new DateTime(1980, 1, 31) - new DateTime(2000, 1, 1)).TotalDays, parts["Born_days"][1]);
        Assert.Equal(
            ["Name", "Height", "Smokes", "Size", "Born_year", "Born_day_of_week", "Born_days"],
            parts.ToDataset("Age").Columns.Select(column => column.Name));
    }

    [Fact]
    public void MissingTargets_AreRefused_UntilTheirRowsAreLeftOut()
    {
        var error = Assert.Throws<TrimtabException>(() => People.Without("Born").ToDataset("Height"));
        Assert.Contains("Row 1 has none in column 'Height', the first of 1", error.Message, StringComparison.Ordinal);

        Assert.Equal(2, People.Without("Born").DropMissing("Height").ToDataset("Height").Count);
    }

    [Fact]
    public void NamesAmongTexts_AreRefused_UnlessTheyAreChosen()
    {
        string[] names = [.. Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"n{i}"))];
        DataFrame frame = new([FrameColumn.Of("name", names), FrameColumn.Of("y", names.Select((_, i) => (double)i))]);

        var error = Assert.Throws<TrimtabException>(() => frame.ToDataset("y"));

        Assert.Contains("Column 'name' has 60 different texts in 60 rows", error.Message, StringComparison.Ordinal);
        Assert.Equal(60, frame.ToDataset(new DataRoles { Target = "y", Features = ["name"] }).Columns[0].Categories!.Count);
    }

    [Fact]
    public void NumbersThatSinglePrecisionCantTellApart_AreRefused()
    {
        DataFrame frame = new(
        [
            Column("time", 1_700_000_000.0, 1_700_000_001, 1_700_000_002),
            Column("y", 1.0, 2, 3),
        ]);

        var error = Assert.Throws<TrimtabException>(() => frame.ToDataset("y"));

        Assert.Contains("Map(\"time\", value => value - 1700000000)", error.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2], frame.Map("time", value => value - 1_700_000_000).ToDataset("y").Features());
    }

    [Fact]
    public void ToDatasetLike_HasTheNumbersOfTheOtherRowsCategories()
    {
        DataFrame old = new([Column("kind", "b", "c"), Column("y", "no", "yes")]);
        DataFrame fresh = new([Column("y", "yes", "yes", "no"), Column("kind", "c", "a", null)]);
        var learned = old.ToDataset("y");

        var data = fresh.ToDatasetLike(learned, "y");

        Assert.Equal([1, 2, float.NaN], data.Features());
        Assert.Equal(["b", "c", "a"], data.Columns[0].Categories);
        Assert.Equal([1.0, 1, 0], data.Labels());
        Assert.False(fresh.ToDatasetLike(learned).HasTargets);
    }

    [Fact]
    public void Columns_OfArrays_AreOfTheKindOfTheirItems()
    {
        Assert.Equal((double)uint.MaxValue, Column("n", 1u, uint.MaxValue)[1]); // the runtime takes an array of it for one of int
        Assert.Equal("Large", Column("size", Size.Large, Size.Small)[0]);
        Assert.Equal([1.5, null], Enumerable.Range(0, 2).Select(row => Column<double?>("x", 1.5, null)[row]));
        Assert.True((bool)Column("flag", true, false)[0]!);
    }

    [Fact]
    public void Columns_OfOtherTypes_AreRefusedWithWords()
    {
        Assert.Contains(
            "'span' has values of type TimeSpan",
            Assert.Throws<TrimtabException>(() => FrameColumn.Of("span", new object[] { TimeSpan.Zero })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'mixed' has Double and String",
            Assert.Throws<TrimtabException>(() => FrameColumn.Of("mixed", new object[] { 1.5, "a" })).Message,
            StringComparison.Ordinal);
    }
}

file static class Numbers
{
    public static float[] Features(this Dataset data) =>
        [.. Enumerable.Range(0, data.Count).SelectMany(row => data.FeaturesOf(row).ToArray())];
}
