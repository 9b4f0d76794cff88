using System.Text.Json;
using Trimtab.Data;
using Trimtab.Preprocessing;
using Trimtab.Spaces;

namespace Trimtab.Tests.Preprocessing;

/// <summary>What scikit-learn's transformers learn and make of the same rows, value by value.</summary>
public class TransformerOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("preprocessing.json");
    private static readonly JsonElement[] _cases = [.. _oracle.GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Cases => [.. _cases.Select(Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Transform_OfOracleCase_HasSklearnsValues(string name)
    {
        var expected = _cases.Single(c => Name(c) == name);
        var fitted = TransformerOf(expected).Fit(Rows(expected.GetProperty("train")));

        AssertMade(expected, "train_made", fitted.Transform(Rows(expected.GetProperty("train"))));
        if (expected.TryGetProperty("error", out _))
        {
            var error = Assert.Throws<TrimtabException>(() => fitted.Transform(Rows(expected.GetProperty("test"))));
            Assert.Contains("Row 1 has '9' in column 'x0'", error.Message, StringComparison.Ordinal);
            return;
        }

        AssertMade(expected, "test_made", fitted.Transform(Rows(expected.GetProperty("test"))));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_OfOracleCase_AreSklearns(string name)
    {
        var expected = _cases.Single(c => Name(c) == name);
        if (!expected.TryGetProperty("names", out var names))
        {
            return;
        }

        var train = Rows(expected.GetProperty("train"));
        var made = TransformerOf(expected).Fit(train).Transform(train);

        string[] ours = [.. made.Columns.Select(column => column.Name)];
        // scikit-learn writes whole numbers as 3.0, and ours are of single precision
        Assert.Equal([.. names.EnumerateArray().Select(item => item.GetString()!
            .Replace("7.099999904632568", "7.1", StringComparison.Ordinal).Replace(".0", "", StringComparison.Ordinal)
            .Replace("infrequent_sklearn", "infrequent", StringComparison.Ordinal))], ours);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Learned_OfScalers_IsSklearns(string name)
    {
        var expected = _cases.Single(c => Name(c) == name);
        foreach (var (theirs, ours) in new (string, Func<FittedScaler, IReadOnlyList<double>>)[]
        {
            ("mean_", scaler => scaler.Center), ("scale_", scaler => scaler.Scale), ("data_min_", scaler => scaler.Center),
        })
        {
            if (expected.TryGetProperty(theirs, out var values))
            {
                var scaler = (FittedScaler)TransformerOf(expected).Fit(Rows(expected.GetProperty("train")));
                // sums of a few doubles in another order: relative to the largest value, 1e6
                Assert.All(values.Numbers().Zip(ours(scaler)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
            }
        }
    }

    [Fact]
    public void Encoders_OfTexts_HaveSklearnsValues()
    {
        var texts = _oracle.GetProperty("texts");
        var data = TextRows([.. texts.GetProperty("rows").EnumerateArray().Select(Strings)], ["colour", "size"]);

        var oneHot = new OneHotEncoder { Drop = DropCategory.IfBinary }.Fit(data).Transform(data);
        var ordinal = new OrdinalEncoder().Fit(data).Transform(data);

        Assert.Equal(texts.GetProperty("one_hot").GetProperty("data").Floats(), Values(oneHot));
        Assert.Equal(
            texts.GetProperty("one_hot_names").EnumerateArray().Select(name => name.GetString()!), oneHot.Columns.Select(c => c.Name));
        Assert.Equal(texts.GetProperty("ordinal").GetProperty("data").Floats(), Values(ordinal));
        Assert.All(ordinal.Columns, column => Assert.False(column.IsCategorical));
    }

    [Fact]
    public void Encoders_OfGivenCategories_HaveSklearnsValues()
    {
        var texts = _oracle.GetProperty("texts");
        string[] names = ["colour", "size"];
        var categories = names.Zip(texts.GetProperty("order").EnumerateArray())
            .ToDictionary(item => item.First, item => (IReadOnlyList<string>)Strings(item.Second));
        string[][] old = [.. texts.GetProperty("rows").EnumerateArray().Select(Strings)];
        string[][] fresh = [.. texts.GetProperty("new_rows").EnumerateArray().Select(Strings)];
        var data = TextRows(old, names);
        Dataset given = FrameOf(fresh, names).ToDatasetLike(data);

        var ordinal = new OrdinalEncoder { Categories = categories, HandleUnknown = OrdinalUnknown.UseEncodedValue }.Fit(data);
        var oneHot = new OneHotEncoder { Categories = categories, HandleUnknown = HandleUnknown.Ignore }.Fit(data);

        Assert.Equal(texts.GetProperty("ordered").GetProperty("data").Floats(), Values(ordinal.Transform(data)));
        Assert.Equal(texts.GetProperty("ordered_new").GetProperty("data").Floats(), Values(ordinal.Transform(given)));
        Assert.Equal(texts.GetProperty("ordered_hot").GetProperty("data").Floats(), Values(oneHot.Transform(data)));
        Assert.Equal(texts.GetProperty("ordered_hot_new").GetProperty("data").Floats(), Values(oneHot.Transform(given)));
        Assert.Equal(
            texts.GetProperty("ordered_hot_names").EnumerateArray().Select(name => name.GetString()!),
            oneHot.Transform(data).Columns.Select(column => column.Name));
    }

    [Fact]
    public void ColumnTransformer_OfOracleCase_HasSklearnsValues()
    {
        var expected = _oracle.GetProperty("columns");
        var transformer = new ColumnTransformer
        {
            Branches =
            [
                new("numbers", ["x3", "x0"], [new SimpleImputer { Strategy = ImputerStrategy.Median }, new StandardScaler()]),
                new("kinds", ["x2"], [new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }]),
                new("as they are", ["x0"], []),
            ],
            Remainder = Remainder.Passthrough,
        };

        var fitted = transformer.Fit(Rows(expected.GetProperty("train")));

        AssertClose(expected, "train_made", fitted.Transform(Rows(expected.GetProperty("train"))));
        AssertClose(expected, "test_made", fitted.Transform(Rows(expected.GetProperty("test"))));
    }

    internal static Dataset TextRows(string[][] rows, string[] names)
    {
        FeatureColumn[] columns =
        [
            .. names.Select((name, i) => new FeatureColumn(name)
            {
                Categories = [.. rows.Select(row => row[i]).Distinct().Order(StringComparer.Ordinal)],
            }),
        ];
        float[] codes = [.. rows.SelectMany(row => row.Select((text, i) => (float)columns[i].Categories!.ToList().IndexOf(text)))];
        return new(codes, [names.Length], new double[rows.Length]) { Columns = columns };
    }

    private static DataFrame FrameOf(string[][] rows, string[] names) =>
        new(names.Select((name, i) => FrameColumn.Of(name, rows.Select(row => row[i]))));

    internal static float[] Values(Dataset data) => [.. Enumerable.Range(0, data.Count).SelectMany(row => data.FeaturesOf(row).ToArray())];

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static string Name(JsonElement oracle) => oracle.GetProperty("name").GetString()!;

    private static Transformer TransformerOf(JsonElement oracle)
    {
        var transformer = Transformer.Catalog.Create(oracle.GetProperty("transformer").GetString()!);
        var settings = oracle.GetProperty("settings").EnumerateObject();
        return transformer.With(ParameterSet.Create(settings.Select(item => KeyValuePair.Create(item.Name, ValueOf(item.Value)))));
    }

    private static ParameterValue ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.String => value.GetString(),
        _ => value.GetDouble(),
    };

    private static Dataset Rows(JsonElement table)
    {
        int[] shape = table.GetProperty("shape").Integers();
        return new(table.GetProperty("data").Floats(), [shape[1]], new double[shape[0]])
        {
            Columns = [.. Enumerable.Range(0, shape[1]).Select(i => new FeatureColumn(Invariant($"x{i}")))],
        };
    }

    /// <summary>Equal to the last bit of single precision: both are computed in double precision and rounded once.</summary>
    private static void AssertMade(JsonElement expected, string name, Dataset made)
    {
        int[] shape = expected.GetProperty(name).GetProperty("shape").Integers();
        Assert.Equal((shape[0], shape[1]), (made.Count, made.FeatureLength));
        Assert.Equal(expected.GetProperty(name).GetProperty("data").Floats(), Values(made));
    }

    /// <summary>Equal but for the rounding to single precision between two steps.</summary>
    private static void AssertClose(JsonElement expected, string name, Dataset made)
    {
        float[] numbers = expected.GetProperty(name).GetProperty("data").Floats();
        Assert.Equal(numbers.Length, made.Count * made.FeatureLength);
        Assert.All(
            numbers.Zip(Values(made)),
            pair => Assert.Equal(pair.First, pair.Second, 3e-7f * float.MaxNumber(1, Math.Abs(pair.First))));
    }
}
