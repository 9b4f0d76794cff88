using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

public unsafe class LanesTests
{
    [Theory]
    [InlineData(0f, 2f, 2f)]
    [InlineData(0f, -2f, 0f)]
    [InlineData(0f, float.NaN, float.NaN)]
    [InlineData(0f, -0f, -0f)]
    [InlineData(float.NegativeInfinity, -5f, -5f)]
    [InlineData(float.NegativeInfinity, float.NaN, float.NaN)]
    public void Max_KeepsNaNAndTheSignOfZero(float floor, float x, float expected) =>
        Assert.Equal(
            BitConverter.SingleToInt32Bits(expected),
            BitConverter.SingleToInt32Bits(Processor.Max(Vector512.Create(floor), Vector512.Create(x))[7]));

    /// <summary>A fixed tree: lane i + lane i + 8, then + 4, then (0 + 2) + (1 + 3).</summary>
    [Fact]
    public void Sum_IsTakenInAFixedOrder()
    {
        float[] x = Drawn.Uniform(Tile.Lanes, 1e6f);
        float[] eight = [.. Enumerable.Range(0, 8).Select(i => x[i] + x[i + 8])];
        float[] four = [.. Enumerable.Range(0, 4).Select(i => eight[i] + eight[i + 4])];

        Assert.Equal(four[0] + four[2] + (four[1] + four[3]), Lanes.Sum(Vector512.Create(x)));
    }

    [Fact]
    public void MultiplyAdd_RoundsOnce()
    {
        float a = 1 + MathF.ScaleB(1, -12); // a² = 1 + 2⁻¹¹ + 2⁻²⁴, whose last bit a float does not have

        float result = Lanes.MultiplyAdd(Vector512.Create(a), Vector512.Create(a), Vector512.Create(-1 - MathF.ScaleB(1, -11)))[3];

        Assert.Equal(MathF.ScaleB(1, -24), result);
    }

    [Fact]
    public void Broadcast_PutsOneNumberInEveryLane()
    {
        float number = 3.5f;

        Assert.Equal(Vector512.Create(3.5f), Lanes.Broadcast(&number));
    }
}
