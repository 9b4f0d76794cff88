using Trimtab.Data;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Training;

/// <summary>How a net executes: tiles, blocks, passes, and where the backward pass ends.</summary>
public class NetworkTests
{
    private const int Rows = 100;

    private static readonly Shape _image = [9, 7, 3];
    private static readonly Dataset _data = new(Drawn.Uniform(Rows * _image.Size, 1), _image, new double[Rows]);

    private static Layer[] Layers =>
    [
        new Conv2D(5, 3) { Name = "conv", Activation = "relu" },
        new MaxPooling2D(2) { Name = "pool" },
        new Flatten { Name = "flatten" },
        new Dense(6) { Name = "dense", Activation = "tanh" },
        new Dense(2) { Name = "out" },
    ];

    /// <summary>A layer that needs the whole batch makes one pass of all tiles: sums are in the same order, so bits are equal.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    [InlineData(100)]
    public void Gradients_AreTheSameInOnePassAndInSeveral(int rows)
    {
        using var parts = Net(Layers);
        using var whole = Net([.. Layers, new WholeBatch { Name = "whole" }]);

        float[] expected = Gradients(whole, rows);

        Assert.Equal(expected, Gradients(parts, rows));
        Assert.Contains(expected, gradient => gradient != 0);
    }

    [Fact]
    public void Output_OfARow_DoesNotDependOnTheRowsBesideIt()
    {
        using var net = Net(Layers);
        net.Reserve(Rows);
        net.Prepare();

        float[] alone = Outputs(net, [41]), together = Outputs(net, [.. Enumerable.Range(30, 20)]);

        Assert.Equal(alone, together.AsSpan(11 * 2, 2).ToArray());
    }

    [Fact]
    public void Reserve_ForFewerRows_KeepsTheBlocksAndForMoreGrows()
    {
        using var net = Net([.. Layers, new WholeBatch { Name = "whole" }]);

        net.Reserve(33);
        Assert.Equal(48, net.RowsPerPass);
        net.Reserve(5);
        Assert.Equal(48, net.RowsPerPass);
        net.Reserve(100);
        Assert.Equal(112, net.RowsPerPass);
    }

    [Fact]
    public void Passes_OfALargeNet_HoldFewerTilesThanTheBatch()
    {
        using var net = Net(
            [new Conv2D(64, 3) { Name = "conv", Padding = Padding.Same }, new Flatten { Name = "flatten" }, new Dense(1) { Name = "out" }]);

        net.Reserve(2000);

        Assert.InRange(net.RowsPerPass, Tile.Lanes, 1999);
    }

    [Fact]
    public void Backward_EndsAtTheFirstTrainableLayer()
    {
        var (before, after) = (new Counting { Name = "before" }, new Counting { Name = "after" });
        using var net = new Network([before, new Flatten { Name = "flatten" }, new Dense(2) { Name = "out" }, after], _image);

        Gradients(net, 16);

        Assert.Equal((0, 1), (before.Calls.Count, after.Calls.Count));
    }

    [Fact]
    public void Backward_GivesTheFirstTrainableLayerNoInputGradientToCompute()
    {
        var first = new Counting { Name = "first", HasWeight = true };
        using var net = new Network([first, new Flatten { Name = "flatten" }, new Dense(2) { Name = "out" }], _image);

        Gradients(net, 16);

        Assert.Equal([true], first.Calls);
    }

    [Fact]
    public void View_SharesTheBlockOfItsInput()
    {
        using var net = new Network([new Flatten { Name = "flatten" }], _image);
        net.Reserve(1);
        net.Prepare();

        Assert.Equal(_data.FeaturesOf(3).ToArray(), Outputs(net, [3]));
    }

    [Fact]
    public void Rows_PastTheLast_RepeatItInTheLanes()
    {
        using var net = new Network([new Flatten { Name = "flatten" }], _image);
        net.Reserve(3);
        net.Prepare();

        net.Forward(_data, [4, 8, 6], 0);

        for (int lane = 2; lane < Tile.Lanes; lane++)
        {
            Assert.Equal(_data.FeaturesOf(6)[10], net.Output[(10 * Tile.Lanes) + lane]);
        }
    }

    private static Network Net(Layer[] layers)
    {
        var net = new Network(layers, _image);
        net.Weights.Initialize(RandomAddress.FromSeed(3));
        return net;
    }

    /// <summary>Gradients of a step on the first rows, with an output gradient that depends on the row.</summary>
    private static float[] Gradients(Network net, int rows)
    {
        (net.Pass.IsTraining, net.Pass.Epoch, net.Pass.Random) = (true, 1, RandomAddress.FromSeed(1));
        net.Reserve(rows);
        net.Prepare();
        int outputs = net.OutputShape.Size;
        for (int first = 0; first < rows; first += net.RowsPerPass)
        {
            int[] pass = [.. Enumerable.Range(first, Math.Min(net.RowsPerPass, rows - first))];
            net.Forward(_data, pass, first);
            net.OutputGradient.Clear();
            for (int row = 0; row < pass.Length; row++)
            {
                for (int o = 0; o < outputs; o++)
                {
                    int index = (((row / Tile.Lanes * outputs) + o) * Tile.Lanes) + (row % Tile.Lanes);
                    net.OutputGradient[index] = ((first + row) % 7) - 3 + o;
                }
            }

            net.Backward();
        }

        net.Finish();
        return net.Weights.Gradients.Span.ToArray();
    }

    private static float[] Outputs(Network net, int[] rows)
    {
        net.Pass.IsTraining = false;
        net.Forward(_data, rows, 0);
        float[] tiles = net.Output.ToArray();
        int outputs = net.OutputShape.Size;
        return
        [
            .. from row in Enumerable.Range(0, rows.Length)
               from o in Enumerable.Range(0, outputs)
               select tiles[(((row / Tile.Lanes * outputs) + o) * Tile.Lanes) + (row % Tile.Lanes)],
        ];
    }

    /// <summary>The identity, which asks for the whole batch.</summary>
    private sealed record WholeBatch : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        public override LayerOperator Compile(Shape input) => new Identity();

        private sealed class Identity : LayerOperator
        {
            public override bool NeedsWholeBatch => true;

            public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) => x.CopyTo(y);

            public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx) =>
                dy.CopyTo(dx);
        }
    }

    /// <summary>The identity, which counts its backward passes and whether they had no input gradient to compute.</summary>
    private sealed record Counting : Layer
    {
        public List<bool> Calls { get; } = [];

        public bool HasWeight { get; init; }

        public override Shape OutputShape(Shape input) => input;

        public override IReadOnlyList<WeightSpec> Weights(Shape input) => HasWeight ? [new("weight", [1], "zeros")] : [];

        public override LayerOperator Compile(Shape input) => new Identity(Calls);

        private sealed class Identity(List<bool> calls) : LayerOperator
        {
            public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) => x.CopyTo(y);

            public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
            {
                calls.Add(dx.IsEmpty);
                if (!dx.IsEmpty)
                {
                    dy.CopyTo(dx);
                }
            }
        }
    }
}
