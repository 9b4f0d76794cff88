using Trimtab.Data;
using Trimtab.Preprocessing;

namespace Trimtab.Tests.Preprocessing;

/// <summary>Names of encoded columns, given categories, and features of texts without any.</summary>
public class EncoderTests
{
    private static Dataset Of(params (string Name, string?[] Texts)[] columns) =>
        new DataFrame(columns.Select(column => FrameColumn.Of(column.Name, column.Texts)))
            .ToDataset(new DataRoles { Features = [.. columns.Select(column => column.Name)] });

    [Fact]
    public void Names_ThatWouldBeTheSame_GetNumbers()
    {
        var rows = Of(("a", ["b_c", "x", null]), ("a_b", ["c", "c_2", "d"]), ("a_b_c", ["2", "2", "2"]));

        var made = new OneHotEncoder().Fit(rows).Transform(rows);

        Assert.Equal(["a_b_c", "a_x", "a_nan", "a_b_c_3", "a_b_c_2", "a_b_d", "a_b_c_2_2"], made.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Names_OfIndicators_AreDifferent()
    {
        Dataset rows = new([1, float.NaN, 2, 3], [2], [0, 1]) { Columns = [new("missingindicator_x"), new("x")] };

        Assert.Equal(
            ["missingindicator_x", "x", "missingindicator_x_2"],
            new SimpleImputer { AddIndicator = true }.Fit(rows).Transform(rows).Columns.Select(column => column.Name));
    }

    [Fact]
    public void Categories_ThatTheTrainingRowsExceed_AreAnErrorThatNamesTheRow()
    {
        var rows = Of(("size", ["S", "M", "XS"]));
        OrdinalEncoder encoder = new() { Categories = new Dictionary<string, IReadOnlyList<string>> { ["size"] = ["S", "M"] } };

        Assert.Equal(
            "Categories must be among those that are given, S, M. Row 2 has 'XS' in column 'size': add it to Categories, or set "
            + "HandleUnknown.",
            Assert.Throws<TrimtabException>(() => encoder.Fit(rows)).Message); // scikit-learn: Found unknown categories during fit
        Assert.Throws<UnknownNameException>(() => encoder.Check(Of(("colour", ["S"]))));
    }

    [Fact]
    public void Categories_OfNumbers_AreInTheOrderThatIsGiven()
    {
        Dataset rows = new([3, 1.5f, 2, float.NaN], [1], [0, 1, 0, 1]) { Columns = [new("level")] };
        OrdinalEncoder encoder = new()
        {
            Categories = new Dictionary<string, IReadOnlyList<string>> { ["level"] = ["2", "3", "1.5"] },
            MissingValue = -2,
        };

        Assert.Equal([1f, 2, 0, -2], TransformerOracleTests.Values(encoder.Fit(rows).Transform(rows)));
    }

    [Fact]
    public void AFeatureOfTextsWithoutAny_IsKeptAsItsFillText()
    {
        var train = Of(("kind", [null, null]), ("colour", ["red", "red"]));
        var imputer = new SimpleImputer { Strategy = ImputerStrategy.MostFrequent, KeepEmptyFeatures = true };

        var made = imputer.Fit(train).Transform(train);

        Assert.Equal("missing_value", made.Columns[0].TextOf(made.FeaturesOf(0)[0]));
        Assert.Equal("red", made.Columns[1].TextOf(made.FeaturesOf(0)[1]));
        Assert.Equal(1, (imputer with { KeepEmptyFeatures = false }).Fit(train).Transform(train).FeatureLength);
    }

    [Fact]
    public void ATextThatWasNotLearned_IsNamedBehindOtherSteps()
    {
        DataFrame old = new([FrameColumn.Of("size", (string?[])["S", null, "M"])]);
        DataFrame fresh = new([FrameColumn.Of("size", (string?[])["XL"])]);
        var learned = old.ToDataset(new DataRoles());
        ColumnTransformer columns = new() { Branches = [new("texts", ColumnSelector.Texts, [])] };
        Steps steps = [columns, new SimpleImputer { Strategy = ImputerStrategy.MostFrequent }, new OneHotEncoder()];

        var error = Assert.Throws<TrimtabException>(() => steps.Fit(learned).Transform(fresh.ToDatasetLike(learned)));

        Assert.Contains("Row 0 has 'XL' in column 'size'", error.Message, StringComparison.Ordinal);
    }
}
