using System.Runtime.InteropServices;
using Trimtab.Data;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Training;

/// <summary>Nets with a block that is larger than 32 bits can index are refused before any memory is taken; smaller ones are not.</summary>
public class LargeNetworkTests
{
    [Theory]
    [InlineData(1_048_640)] // 2³² + 262,144 numbers in sixteen images: 262,144 in 32 bits
    [InlineData(524_293)] // below zero in 32 bits
    public void Add_OfALayerWhoseOutputIsTooLarge_IsRefused(int filters)
    {
        var layer = new Conv2D(filters, (1, 1)) { Name = "wide", Activation = "relu" };

        var error = Assert.Throws<ShapeException>(() => new Sequential([16, 16, 1]) { layer });

        Assert.StartsWith("Layer 'wide' can't be applied to an input of shape (16, 16, 1).", error.Message, StringComparison.Ordinal);
        Assert.Contains($"at most {Array.MaxLength:D} numbers. Got {256L * filters:D} × 16.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reserve_OfABatchThatIsOnePass_IsRefusedAndASmallerOneIsNot()
    {
        using var net = new Network(
            [
                new Conv2D(128, (1, 1)) { Name = "wide" }, new BatchNormalization { Name = "whole" },
                new MaxPooling2D(32) { Name = "pool" }, new Flatten { Name = "flatten" }, new Dense(2) { Name = "out" },
            ],
            [32, 32, 1]);

        var error = Assert.Throws<ShapeException>(() => net.Reserve(32_832)); // 2³² + 8 · 2²⁰ numbers

        Assert.StartsWith(
            "Layer 'wide' can't be computed for 32832 rows at once. Set a smaller BatchSize.", error.Message, StringComparison.Ordinal);
        var data = new Dataset(new float[1024], [32, 32, 1], [0]);
        net.Reserve(1);
        net.Prepare();
        net.Forward(data, [0], 0);
        Assert.Equal(16, net.RowsPerPass);
        Assert.Equal(2 * Tile.Lanes, net.Output.Length);
    }

    [Fact]
    public void Reserve_OfRowsThatAreLargerThanAllOutputs_NamesTheFirstLayer()
    {
        using var net = new Network(
            [
                new MaxPooling2D(32) { Name = "pool" }, new Flatten { Name = "flatten" }, new BatchNormalization { Name = "whole" },
                new Dense(2) { Name = "out" },
            ],
            [32, 32, 128]);

        var error = Assert.Throws<ShapeException>(() => net.Reserve(32_832));

        Assert.StartsWith("Layer 'pool' can't be computed for 32832 rows at once.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Blocks of an operator's own that are larger than its input and output.</summary>
    public static TheoryData<Layer, int[]> LargeInside => new()
    {
        { new Conv2D(17, (1, 4_000_000)) { Name = "large" }, [1, 4_000_000, 1] }, // the gradient of its output, padded by the kernel
        { new Conv2D(1, (1 << 30, 1)) { Name = "large", Padding = Padding.Same }, [28, 28, 1] }, // the padded input
        { new Conv2D(1, (1, 1)) { Name = "large" }, [1, 7_000_000, 1] }, // the workspace of its weights' gradient
        { new Dense(67_108_864) { Name = "large" }, [17] }, // the transposed weights
    };

    [Theory]
    [MemberData(nameof(LargeInside))]
    public void Network_OfALayerWithALargeBlockInside_IsRefused(Layer layer, int[] input)
    {
        var shape = Shape.Create(input);

        var error = Assert.Throws<ShapeException>(() => new Network([layer], shape));

        Assert.StartsWith($"Layer 'large' can't be applied to an input of shape {shape}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reserve_OfDropoutWhoseUnitsRoundedUpAreTooMany_IsRefused()
    {
        using var net = new Network([new Dropout(0.5) { Name = "large" }], [134_217_724]);

        var error = Assert.Throws<ShapeException>(() => net.Reserve(1));

        Assert.StartsWith("Layer 'large' can't be computed for 16 rows at once.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Network_OfRowsThatAreTooLarge_IsRefused()
    {
        var pooling = new MaxPooling2D((1, 1024)) { Name = "pool" };

        var error = Assert.Throws<ShapeException>(() => new Network([pooling], [1, 1 << 27, 1]));

        Assert.StartsWith("The net can't take rows of shape (1, 134217728, 1).", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Each block fits, and their sum does not fit 32 bits: a pass has one tile.</summary>
    [Fact]
    public void RowsPerPass_WhereAllBlocksTogetherAreLarge_IsOneTile()
    {
        Layer[] layers = [new ActivationLayer("relu") { Name = "first" }, new ActivationLayer("relu") { Name = "second" }];
        using var net = new Network(layers, [1 << 26]);

        Assert.Equal(Tile.Lanes, net.RowsPerPassOf(100, 1));
        Assert.True(net.GainsFromThreads);
    }

    /// <summary>A window or a step beyond the image is the same as one that just covers it.</summary>
    [Theory]
    [InlineData(Padding.Valid)]
    [InlineData(Padding.Same)]
    public void Steps_BeyondTheImage_AreThoseThatCoverIt(Padding padding)
    {
        Layer Convolution(int strides) =>
            new Conv2D(3, 3) { Name = "conv", Padding = padding, Strides = strides, Activation = "relu" };

        Assert.Equal(Trained(Convolution(9), new MaxPooling2D(1)), Trained(Convolution(int.MaxValue), new MaxPooling2D(1)));
    }

    [Fact]
    public void Windows_BeyondTheImage_AreThoseThatCoverIt()
    {
        Layer Pooling(int size) => new MaxPooling2D(size) { Padding = Padding.Same };
        var convolution = new Conv2D(3, 3) { Name = "conv", Activation = "relu" };

        Assert.Equal(Trained(convolution, Pooling(7)), Trained(convolution, Pooling(2_000_000_001)));
    }

    [Fact]
    public void NumbersOf_MoreThanAnArrayHolds_AreRefused()
    {
        var error = Assert.Throws<ShapeException>(() => EvaluatedRows.NumbersOf(70_000, 40_000, "outputs"));

        Assert.EndsWith("Got 70000 × 40000: pass fewer rows at a time.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The weights' bits after two epochs on images of (9, 9, 1).</summary>
    private static int[] Trained(Layer first, Layer second)
    {
        const int Rows = 20;
        using var model = new Sequential([9, 9, 1]) { first, second, new Flatten(), new Dense(1) };
        model.Compile("sgd", "mean_squared_error");
        model.Fit(
            new Dataset(Drawn.Uniform(Rows * 81, 1), [9, 9, 1], [.. Enumerable.Range(0, Rows).Select(row => row % 3.0)]),
            new() { Epochs = 2, BatchSize = 8, Random = RandomAddress.FromSeed(1) });
        return [.. model.GetWeights().Values.SelectMany(weights => MemoryMarshal.Cast<float, int>(weights).ToArray())];
    }
}
