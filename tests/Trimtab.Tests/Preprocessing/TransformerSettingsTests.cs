using Trimtab.Preprocessing;
using Trimtab.Spaces;

namespace Trimtab.Tests.Preprocessing;

/// <summary>Settings of transformers are checked where they are set, those that contradict one another where a step is made.</summary>
public class TransformerSettingsTests
{
    private static readonly string[] _twice = ["S", "S"];

    private static readonly Func<Transformer>[] _wrong =
    [
        () => new OneHotEncoder { Drop = (DropCategory)9 },
        () => new OneHotEncoder { HandleUnknown = (HandleUnknown)9 },
        () => new OneHotEncoder { MinFrequency = 0 },
        () => new OneHotEncoder { MinFrequency = 1.5 },
        () => new OneHotEncoder { MinFrequency = double.NaN },
        () => new OneHotEncoder { MaxCategories = 0 },
        () => new OneHotEncoder { Categories = Lists([]) },
        () => new OrdinalEncoder { Categories = Lists(_twice) },
        () => new OrdinalEncoder { HandleUnknown = (OrdinalUnknown)9 },
        () => new OrdinalEncoder { UnknownValue = double.PositiveInfinity },
        () => new OrdinalEncoder { MissingValue = 1e300 },
        () => new SimpleImputer { Strategy = (ImputerStrategy)9 },
        () => new SimpleImputer { FillValue = 1e300 },
        () => new SimpleImputer { FillValue = double.NaN },
        () => new ColumnTransformer { Remainder = (Remainder)9 },
        () => new RobustScaler { LowQuantile = -1 },
        () => new MinMaxScaler { Low = double.NaN },
    ];

    private static readonly Transformer[] _contradictory =
    [
        new MinMaxScaler { Low = 1, High = 1 },
        new MinMaxScaler { Low = -1e308, High = 1e308 },
        new RobustScaler { LowQuantile = 75, HighQuantile = 25 },
        new RobustScaler { LowQuantile = 0, UnitVariance = true },
    ];

    [Fact]
    public void AValueThatIsWrongByItself_IsRefusedWhereItIsSet() =>
        Assert.All(_wrong, make => Assert.ThrowsAny<ArgumentException>(make));

    [Fact]
    public void ValuesThatContradictOneAnother_AreRefusedWhereAStepIsMade() => Assert.All(_contradictory, transformer =>
    {
        Assert.Throws<TrimtabException>(() => new Step("scale", transformer));
        Assert.Throws<TrimtabException>(() => Steps.Create(transformer));
        Assert.Throws<TrimtabException>(() => transformer.Fit(new([1, 2], [1], [0, 1])));
    });

    [Fact]
    public void ParametersThatContradictOneAnother_AreRefusedTogether_NotOneByOne()
    {
        Transformer scaler = new MinMaxScaler();

        Assert.Equal(
            new MinMaxScaler { Low = 2, High = 3 },
            scaler.With(Of(("low", 2), ("high", 3))));
        Assert.Throws<TrimtabException>(() => scaler.With(Of(("low", 2))));

        static ParameterSet Of(params (string Name, double Value)[] values) =>
            ParameterSet.Create(values.Select(item => KeyValuePair.Create(item.Name, (ParameterValue)item.Value)));
    }

    [Fact]
    public void Categories_AreComparedAndWrittenByTheirTexts()
    {
        OrdinalEncoder one = new() { Categories = Lists(["S", "M, L"]) }, other = new() { Categories = Lists(["S", "M", "L"]) };

        Assert.Equal(new OrdinalEncoder { Categories = Lists(["S", "M, L"]) }, one);
        Assert.NotEqual(one, other);
        Assert.NotEqual(one.ToString(), other.ToString());
        Assert.Contains("""Categories = {"size": ["S", "M, L"]}""", one.ToString(), StringComparison.Ordinal);
    }

    private static Dictionary<string, IReadOnlyList<string>> Lists(string[] texts) => new() { ["size"] = texts };
}
