using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>Bias gradients against plain sums of small integers.</summary>
public unsafe class BiasGradientTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 3, 7 }, { 17, 2 }, { 4, 25 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gradient_OfTwoBlocks_IsTheSumOverPositionsAndLanes(int channels, int positions)
    {
        using var sums = new AlignedBuffer(channels * Tile.Lanes);
        float[] first = Blocks.Integers(positions * channels * Tile.Lanes, 1), second = Blocks.Integers(first.Length, 2);
        float[] gradient = new float[channels];

        Accumulate(first, sums);
        Accumulate(second, sums);
        BiasGradient.Finish(sums, gradient);

        Assert.Equal(Expected([.. first, .. second], channels), gradient);
        Assert.All(sums.Span.ToArray(), sum => Assert.Equal(0, sum));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rectified_PassesTheGradientOfPositiveOutputsAndSumsIt(int channels, int positions)
    {
        using var sums = new AlignedBuffer(channels * Tile.Lanes);
        using var dy = Blocks.ToBuffer(Blocks.Integers(positions * channels * Tile.Lanes, 3));
        using var y = Blocks.ToBuffer([.. Blocks.Integers(dy.Length, 4).Select(value => Math.Max(value, 0))]);
        using var to = new AlignedBuffer(dy.Length);
        float[] expected = [.. dy.Span.ToArray().Zip(y.Span.ToArray(), (g, value) => value > 0 ? g : 0)];
        float[] gradient = new float[channels];

        BiasGradient.AccumulateRectified(dy.Span, y.Span, to.Pointer, sums);
        BiasGradient.Finish(sums, gradient);

        Assert.Equal(expected, to.Span.ToArray());
        Assert.Equal(Expected(expected, channels), gradient);
    }

    private static void Accumulate(float[] values, AlignedBuffer sums)
    {
        using var block = Blocks.ToBuffer(values);
        BiasGradient.Accumulate(block.Span, sums);
    }

    private static float[] Expected(float[] values, int channels) =>
        [.. Enumerable.Range(0, channels).Select(channel => values.Where((_, i) => i / Tile.Lanes % channels == channel).Sum())];
}
