using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>The dense kernels against plain loops. Operands are small integers, so results are equal, not close.</summary>
public class DenseOperatorTests
{
    private static readonly int[] _sizes = [1, 3, 15, 16, 17, 32, 33, 50];
    private static readonly int[] _rowCounts = [1, 5, 16, 17, 40];

    public static TheoryData<int, int, int> Sizes =>
    [
        .. from inputs in _sizes
           from units in _sizes
           select new TheoryDataRow<int, int, int>(inputs, units, _rowCounts[(inputs + units) % _rowCounts.Length]),
    ];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_OfAnySize_EqualsThePlainLoops(int inputs, int units, int rows)
    {
        using var example = new Example(inputs, units, rows, useBias: units % 2 == 0);

        Assert.Equal(example.ExpectedOutput(), example.Forward());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gradients_OfAnySize_EqualThePlainLoops(int inputs, int units, int rows)
    {
        using var example = new Example(inputs, units, rows, useBias: true);
        var (dx, dKernel, dBias) = example.ExpectedGradients();

        Assert.Equal(dx, example.Backward());
        Assert.Equal([.. dKernel, .. dBias], example.Gradients());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_OfSeveralPasses_AreSummedAndThenReset(int tiles)
    {
        using var example = new Example(18, 21, 64, useBias: true);
        var (_, dKernel, dBias) = example.ExpectedGradients();

        for (int step = 0; step < 2; step++)
        {
            example.BackwardInPassesOf(tiles);

            Assert.Equal([.. dKernel, .. dBias], example.Gradients());
        }
    }

    [Fact]
    public void InputGradient_AfterAChangeOfWeights_UsesTheNewOnes()
    {
        using var example = new Example(17, 16, 16, useBias: false);
        example.Backward();
        example.SetWeights(Blocks.Integers(17 * 16, 99));

        Assert.Equal(example.ExpectedGradients().Dx, example.Backward());
    }

    [Fact]
    public void Backward_WithoutInputGradient_StillGivesTheWeights()
    {
        using var example = new Example(20, 18, 17, useBias: true);
        var (_, dKernel, dBias) = example.ExpectedGradients();

        example.Backward(needsInputGradient: false);

        Assert.Equal([.. dKernel, .. dBias], example.Gradients());
    }

    /// <summary>A dense layer with weights, inputs and output gradients.</summary>
    private sealed class Example : IDisposable
    {
        private readonly int _inputs, _units;
        private readonly float[] _x, _dy;
        private readonly NetworkWeights _weights;
        private readonly DenseOperator _operator;
        private readonly Pass _pass;

        public Example(int inputs, int units, int rows, bool useBias)
        {
            (_inputs, _units) = (inputs, units);
            var layer = new Dense(units) { Name = "dense", UseBias = useBias };
            _weights = new([("dense", layer, [inputs])]);
            _operator = new(inputs, units, new Linear(), useBias) { Weights = _weights.ViewsOf("dense", layer.Weights([inputs])) };
            (_x, _dy) = (Blocks.Integers(rows * inputs, 3), Blocks.Integers(rows * units, 4));
            _pass = new() { IsTraining = true, Rows = rows, Tiles = Tile.Count(rows), Random = RandomAddress.FromSeed(0) };
            _operator.Reserve(_pass.Tiles);
            SetWeights(Blocks.Integers(_weights.TrainableLength, 2));
        }

        private int Rows => _x.Length / _inputs;

        private float Bias(int unit) => _operator.Weights.Count > 1 ? _operator.Weights[1].Value[unit] : 0;

        private float Kernel(int input, int unit) => _operator.Weights[0].Value[(input * _units) + unit];

        public void SetWeights(float[] values)
        {
            values.CopyTo(_weights.Values.Span);
            _operator.Prepare();
        }

        public float[] ExpectedOutput() =>
        [
            .. from row in Enumerable.Range(0, Rows)
               from unit in Enumerable.Range(0, _units)
               select (float)(Bias(unit) + Enumerable.Range(0, _inputs).Sum(i => (double)_x[(row * _inputs) + i] * Kernel(i, unit))),
        ];

        public (float[] Dx, float[] DKernel, float[] DBias) ExpectedGradients()
        {
            float[] dx = new float[_x.Length], dKernel = new float[_inputs * _units], dBias = new float[_units];
            for (int row = 0; row < Rows; row++)
            {
                for (int unit = 0; unit < _units; unit++)
                {
                    float dy = _dy[(row * _units) + unit];
                    dBias[unit] += dy;
                    for (int i = 0; i < _inputs; i++)
                    {
                        dx[(row * _inputs) + i] += dy * Kernel(i, unit);
                        dKernel[(i * _units) + unit] += dy * _x[(row * _inputs) + i];
                    }
                }
            }

            return (dx, dKernel, dBias);
        }

        public float[] Forward()
        {
            using var x = Blocks.ToTiles(_x, _inputs);
            using var y = new AlignedBuffer(_pass.Tiles * _units * Tile.Lanes);
            _operator.Forward(_pass, x.Span, y.Span);
            return Blocks.ToRows(y, _units, Rows);
        }

        public float[] Backward(bool needsInputGradient = true) => Backward(_x, _dy, needsInputGradient);

        public void BackwardInPassesOf(int tiles)
        {
            int rows = tiles * Tile.Lanes;
            (_pass.Rows, _pass.Tiles) = (rows, tiles);
            for (_pass.FirstRow = 0; _pass.FirstRow < Rows; _pass.FirstRow += rows)
            {
                Backward(
                    _x.AsSpan(_pass.FirstRow * _inputs, rows * _inputs).ToArray(),
                    _dy.AsSpan(_pass.FirstRow * _units, rows * _units).ToArray(),
                    true);
            }
        }

        public float[] Gradients()
        {
            _operator.Finish();
            return _weights.Gradients.Span.ToArray();
        }

        public void Dispose()
        {
            _operator.Dispose();
            _weights.Dispose();
        }

        private float[] Backward(float[] rows, float[] gradients, bool needsInputGradient)
        {
            using var x = Blocks.ToTiles(rows, _inputs);
            using var dy = Blocks.ToTiles(gradients, _units, past: 0);
            using var y = new AlignedBuffer(dy.Length);
            using var dx = new AlignedBuffer(x.Length);
            _operator.Backward(_pass, x.Span, y.Span, dy.Span, needsInputGradient ? dx.Span : []);
            return Blocks.ToRows(dx, _inputs, rows.Length / _inputs);
        }
    }
}
