using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

public class ElementwiseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    public void Sum_OfAnyLength_IsTheSumInDouble(int length)
    {
        float[] x = Drawn.Uniform(length, 10);

        Assert.Equal(x.Sum(v => Math.Abs((double)v)), Elementwise.Sum(x, squared: false), 1e-11); // double roundings of sums below 1e3
        Assert.Equal(x.Sum(v => (double)v * v), Elementwise.Sum(x, squared: true), 1e-11);
    }

    [Fact]
    public void Map_IntoOtherLength_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Activation)"tanh").Forward(new float[16], new float[15], 1));
}
