using System.Text.Json;

namespace Trimtab.Networks.Tests;

public class JsonRoundTripTests
{
    public static TheoryData<object> EveryDefault =>
    [
        .. Activation.Catalog.Names.Select(n => (object)Activation.Catalog.Create(n)),
        .. Initializer.Catalog.Names.Select(n => (object)Initializer.Catalog.Create(n)),
        .. Loss.Catalog.Names.Select(n => (object)Loss.Catalog.Create(n)),
        .. Metric.Catalog.Names.Where(n => n != "weighted") // a part with a part, as a layer: see WeightsTests
            .Select(n => (object)Metric.Catalog.Create(n)),
        .. Regularizer.Catalog.Names.Select(n => (object)Regularizer.Catalog.Create(n)),
        .. Constraint.Catalog.Names.Select(n => (object)Constraint.Catalog.Create(n)),
    ];

    public static TheoryData<object> Changed =>
    [
        new LeakyRelu { NegativeSlope = 0.1f },
        new Elu { Alpha = 0.5f },
        new Constant { Value = 0.1f },
        new RandomUniform { MinVal = -0.1, MaxVal = 0.3 },
        new RandomNormal { Mean = 0.1, StdDev = 0.2 },
        new TruncatedNormal { Mean = 0.1, StdDev = 0.2 },
        new VarianceScaling { Scale = 0.7, Mode = FanMode.FanAvg, Distribution = ScaledDistribution.Uniform },
        new Orthogonal { Gain = 1.1 },
        new Identity { Gain = 1.1 },
        new CategoricalCrossentropy { LabelSmoothing = 0.1f },
        new BinaryCrossentropy { LabelSmoothing = 0.1f },
        new BinaryFocalCrossentropy { Gamma = 0.1f, Alpha = 0.1f, ApplyClassBalancing = true, LabelSmoothing = 0.1f },
        new CategoricalFocalCrossentropy { Gamma = 0.1f, Alpha = 0.1f, LabelSmoothing = 0.1f },
        new Huber { Delta = 0.1f },
        new TopKCategoricalAccuracy { K = 3 },
        new L1 { Factor = 0.1f },
        new L2 { Factor = 0.1f },
        new L1L2 { L1 = 0.1f, L2 = 0.2f },
        new MaxNorm { MaxValue = 3.1f, Axis = NormAxis.AllButLast },
    ];

    [Theory]
    [MemberData(nameof(EveryDefault))]
    [MemberData(nameof(Changed))]
    public void Json_OfSettings_ReadsBackEqual(object settings)
    {
        string json = JsonSerializer.Serialize(settings, settings.GetType());

        Assert.Equal(settings, JsonSerializer.Deserialize(json, settings.GetType()));
    }

    [Fact]
    public void Json_OfEnum_IsItsName() =>
        Assert.Contains("\"FanAvg\"", JsonSerializer.Serialize(new VarianceScaling { Mode = FanMode.FanAvg }), StringComparison.Ordinal);

    [Fact]
    public void Json_OfBadValue_SaysTheRule()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => JsonSerializer.Deserialize<Huber>("""{"Delta":-1}"""));

        Assert.StartsWith("Delta must be above 0 and finite.", exception.Message, StringComparison.Ordinal);
    }
}
