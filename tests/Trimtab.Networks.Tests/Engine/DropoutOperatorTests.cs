using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>Dropout: which activations are dropped, and when.</summary>
public class DropoutOperatorTests
{
    private const int Length = 21; // not a multiple of the units of one draw

    /// <summary>
    /// 16-bit draws of the Philox generator at (layer, epoch, step), counter (position in the batch, block of eight units).
    /// </summary>
    [Fact]
    public void Mask_IsThatOfTheGeneratorAtItsAddress()
    {
        using var dropout = new Example(0.25);
        ulong key = RandomAddress.FromSeed(9).At("dropout").At(2).At(5).Key;

        float[] y = dropout.Forward(rows: 40, firstRow: 16, epoch: 2, step: 5);

        for (int row = 0; row < 40; row++)
        {
            for (int unit = 0; unit < Length; unit++)
            {
                var (x0, x1, x2, x3) = Philox.Draw(key, 0, ((ulong)(16 + row) << 32) | (uint)(unit / 8));
                uint bits = ((uint[])[x0, x1, x2, x3])[unit % 8 / 2];
                uint draw = unit % 2 == 0 ? bits & 0xFFFF : bits >> 16;
                Assert.Equal(draw >= 0.25 * 65536 ? (float)(1 / 0.75) : 0, y[(row * Length) + unit]);
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Mask_DropsTheFractionAskedFor(double rate)
    {
        using var dropout = new Example(rate);

        float[] y = dropout.Forward(rows: 2000);

        // Binomial over 42,000 draws: five standard deviations.
        double deviation = Math.Sqrt(rate * (1 - rate) / y.Length);
        Assert.InRange(y.Count(value => value == 0) / (double)y.Length, rate - (5 * deviation), rate + (5 * deviation));
    }

    [Fact]
    public void Mask_OfAnImage_DoesNotDependOnTheTilesOfThePass()
    {
        using var whole = new Example(0.4);
        using var parts = new Example(0.4);

        float[] expected = whole.Forward(rows: 48);

        float[] actual = [.. parts.Forward(rows: 16), .. parts.Forward(rows: 16, firstRow: 16), .. parts.Forward(rows: 16, firstRow: 32)];
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(2, 0, "dropout")]
    [InlineData(1, 1, "dropout")]
    [InlineData(1, 0, "dropout_1")]
    public void Mask_OfAnotherEpochStepOrLayer_IsAnother(int epoch, int step, string layer)
    {
        using var one = new Example(0.5);
        using var other = new Example(0.5, layer);

        Assert.NotEqual(one.Forward(rows: 16, epoch: 1, step: 0), other.Forward(rows: 16, epoch: epoch, step: step));
    }

    [Fact]
    public void Gradient_HasTheMaskOfTheForwardPass()
    {
        using var dropout = new Example(0.5);
        float[] y = dropout.Forward(rows: 33);

        Assert.Equal(y.Select(value => 3 * value), dropout.Backward(rows: 33, gradient: 3));
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(0, true)]
    public void Forward_InInferenceOrAtRateZero_IsTheIdentity(double rate, bool isTraining)
    {
        using var dropout = new Example(rate);

        Assert.All(dropout.Forward(rows: 20, isTraining: isTraining), value => Assert.Equal(1, value));
    }

    /// <summary>A dropout layer on inputs of 1.</summary>
    private sealed class Example(double rate, string name = "dropout") : IDisposable
    {
        private readonly DropoutOperator _operator = new(rate, Length) { Name = name };
        private readonly Pass _pass = new() { Random = RandomAddress.FromSeed(9) };

        public float[] Forward(int rows, int firstRow = 0, int epoch = 1, int step = 0, bool isTraining = true)
        {
            (_pass.Rows, _pass.Tiles, _pass.FirstRow) = (rows, Tile.Count(rows), firstRow);
            (_pass.Epoch, _pass.Step, _pass.IsTraining) = (epoch, step, isTraining);
            _operator.Reserve(_pass.Tiles);
            using var x = Ones(rows, 1);
            using var y = new AlignedBuffer(x.Length);
            _operator.Forward(_pass, x.Span, y.Span);
            return Blocks.ToRows(y, Length, rows);
        }

        public float[] Backward(int rows, float gradient)
        {
            using var dy = Ones(rows, gradient);
            using var dx = new AlignedBuffer(dy.Length);
            _operator.Backward(_pass, dy.Span, dy.Span, dy.Span, dx.Span);
            return Blocks.ToRows(dx, Length, rows);
        }

        public void Dispose() => _operator.Dispose();

        private static AlignedBuffer Ones(int rows, float value)
        {
            var buffer = new AlignedBuffer(Tile.Count(rows) * Length * Tile.Lanes);
            buffer.Span.Fill(value);
            return buffer;
        }
    }
}
