using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests;

/// <summary>What every initializer that can be given by name must keep.</summary>
public class InitializerConformanceTests
{
    private static readonly string[] _fixed = ["constant", "identity", "ones", "zeros"];

    public static TheoryData<string> Every => [.. Initializer.Catalog.Names];

    public static TheoryData<string> Random => [.. Initializer.Catalog.Names.Except(_fixed)];

    [Theory]
    [MemberData(nameof(Every))]
    public void Fill_AtTheSameAddress_HasTheSameBits(string name) =>
        Assert.Equal(Fill(name, [12, 7], seed: 1), Fill(name, [12, 7], seed: 1));

    [Theory]
    [MemberData(nameof(Random))]
    public void Fill_AtAnotherAddress_HasOtherBits(string name) =>
        Assert.NotEqual(Fill(name, [12, 7], seed: 1), Fill(name, [12, 7], seed: 2));

    [Theory]
    [MemberData(nameof(Every))]
    public void Fill_OverOldNumbers_WritesEveryWeightFinitely(string name)
    {
        float[] weights = new float[84];
        Array.Fill(weights, float.NaN);

        ((Initializer)name).Fill(weights, [12, 7], RandomAddress.FromSeed(1));

        Assert.All(weights, w => Assert.True(float.IsFinite(w)));
    }

    [Theory]
    [InlineData("uniform")]
    [InlineData("normal")]
    [InlineData("truncated_normal")]
    public void Fill_OfFewerWeights_IsTheStartOfMore(string name) =>
        Assert.Equal(Fill(name, [12, 7], seed: 1)[..30], Fill(name, [30], seed: 1));

    [Fact]
    public void Uniform_WithEndsSwapped_SaysTheRule() => Assert.Equal(
        "MaxVal must be at least MinVal (1). Got 0.",
        Assert.Throws<TrimtabException>(() => Fill(new RandomUniform { MinVal = 1, MaxVal = 0 }, [2], 1)).Message);

    private static float[] Fill(Initializer initializer, Shape shape, ulong seed)
    {
        float[] weights = new float[shape.Size];
        initializer.Fill(weights, shape, RandomAddress.FromSeed(seed));
        return weights;
    }
}
