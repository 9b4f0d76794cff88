namespace Trimtab.Networks.Tests;

public class SettingsTests
{
    public static TheoryData<string, Func<object>> Refused => new()
    {
        { "NegativeSlope must be 0 or more and finite.", () => new LeakyRelu { NegativeSlope = -1 } },
        { "Alpha must be 0 or more and finite.", () => new Elu { Alpha = float.NaN } },
        { "Value must be finite.", () => new Constant { Value = float.NaN } },
        { "MinVal must be finite.", () => new RandomUniform { MinVal = double.NegativeInfinity } },
        { "MaxVal must be finite.", () => new RandomUniform { MaxVal = double.NaN } },
        { "StdDev must be 0 or more and finite.", () => new RandomNormal { StdDev = -1 } },
        { "Mean must be finite.", () => new TruncatedNormal { Mean = double.NaN } },
        { "Scale must be above 0 and finite.", () => new VarianceScaling { Scale = 0 } },
        { "Mode must be FanIn, FanOut or FanAvg.", () => new VarianceScaling { Mode = (FanMode)7 } },
        { "Distribution must be TruncatedNormal", () => new VarianceScaling { Distribution = (ScaledDistribution)7 } },
        { "Gain must be finite.", () => new Orthogonal { Gain = double.NaN } },
        { "Gain must be finite.", () => new Identity { Gain = double.NaN } },
        { "LabelSmoothing must be from 0 to 1.", () => new CategoricalCrossentropy { LabelSmoothing = 1.1f } },
        { "LabelSmoothing must be from 0 to 1.", () => new BinaryCrossentropy { LabelSmoothing = float.NaN } },
        { "Delta must be above 0 and finite.", () => new Huber { Delta = 0 } },
        { "K must be 1 or more.", () => new TopKCategoricalAccuracy { K = 0 } },
        { "Factor must be 0 or more and finite.", () => new L1 { Factor = -1 } },
        { "Factor must be 0 or more and finite.", () => new L2 { Factor = float.PositiveInfinity } },
        { "L1 must be 0 or more and finite.", () => new L1L2 { L1 = -1 } },
        { "L2 must be 0 or more and finite.", () => new L1L2 { L2 = -1 } },
        { "MaxValue must be 0 or more and finite.", () => new MaxNorm { MaxValue = -1 } },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Settings_OutOfRange_AreRefusedWithTheRule(string rule, Func<object> make) =>
        Assert.StartsWith(rule, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("swish", typeof(Silu))]
    [InlineData("Softmax", typeof(Softmax))]
    public void Activation_ByName_IsFound(string name, Type expected) => Assert.IsType(expected, (Activation)name);

    [Theory]
    [InlineData("zero", typeof(Zeros))]
    [InlineData("one", typeof(Ones))]
    [InlineData("random_uniform", typeof(RandomUniform))]
    [InlineData("uniform", typeof(RandomUniform))]
    [InlineData("normal", typeof(RandomNormal))]
    [InlineData("random_normal", typeof(RandomNormal))]
    public void Initializer_ByName_IsFound(string name, Type expected) => Assert.IsType(expected, (Initializer)name);

    [Theory]
    [InlineData("mse", typeof(MeanSquaredError))]
    [InlineData("mae", typeof(MeanAbsoluteError))]
    [InlineData("huber_loss", typeof(Huber))]
    public void Loss_ByName_IsFound(string name, Type expected) => Assert.IsType(expected, (Loss)name);

    [Fact]
    public void Metric_ByAlias_BearsItsCanonicalName() => Assert.Equal("accuracy", ((Metric)"acc").Name);

    [Fact]
    public void Regularizer_ByName_HasKerasDefaults() => Assert.Equal(new L1L2 { L1 = 0.01f, L2 = 0.01f }, (Regularizer)"l1_l2");

    [Fact]
    public void Constraint_ByName_HasKerasDefaults() => Assert.Equal(new MaxNorm { MaxValue = 2 }, (Constraint)"max_norm");
}
