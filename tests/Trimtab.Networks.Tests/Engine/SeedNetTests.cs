using System.Text.Json;
using Trimtab.Data;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>The seed's net with given weights, images and dropped units against PyTorch in float64 (tests/oracles/networks.json).</summary>
public class SeedNetTests
{
    private const int Rows = 5;

    private static readonly JsonElement _oracle = Oracles.Load("networks.json").GetProperty("seed_net");

    [Fact]
    public void Loss_InTraining_MatchesPyTorch()
    {
        using var training = Train("sgd", out var targets);

        Assert.Equal(_oracle.GetProperty("f64").GetProperty("train").GetProperty("loss").GetDouble(), Step(training, targets), 1e-6);
    }

    [Fact]
    public void Evaluate_WithoutDropout_MatchesPyTorch()
    {
        using var training = Train("sgd", out var targets);

        var evaluation = training.Evaluate(targets, 32, TestContext.Current.CancellationToken);

        Assert.Equal(_oracle.GetProperty("f64").GetProperty("inference").GetProperty("loss").GetDouble(), evaluation.Loss, 1e-6);
        double[] expected = _oracle.GetProperty("f64").GetProperty("inference").GetProperty("probabilities").Numbers();
        float[] predicted = training.Predict(targets.Data, 32, TestContext.Current.CancellationToken);
        Assert.All(expected.Zip(predicted), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData("conv2d/kernel", "conv1_kernel")]
    [InlineData("conv2d/bias", "conv1_bias")]
    [InlineData("conv2d_1/kernel", "conv2_kernel")]
    [InlineData("conv2d_1/bias", "conv2_bias")]
    [InlineData("dense/bias", "dense1_bias")]
    [InlineData("dense_1/kernel", "dense2_kernel")]
    [InlineData("dense_1/bias", "dense2_bias")]
    public void Gradient_OfVariable_MatchesPyTorch(string path, string oracle)
    {
        using var training = Train("sgd", out var targets);
        Step(training, targets);

        double[] expected = _oracle.GetProperty("gradients_f64").GetProperty(oracle).GetProperty("data").Numbers();

        // Twice what PyTorch's own float32 loses on these (gradient_deviation_f32: up to 1.5e-7 of gradients up to 0.18).
        float[] actual = Gradient(training, path);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5e-7));
    }

    [Fact]
    public void Gradient_OfLargestKernel_MatchesPyTorchInSamplesAndSums()
    {
        using var training = Train("sgd", out var targets);
        Step(training, targets);
        var expected = _oracle.GetProperty("gradients_f64").GetProperty("dense1_kernel");

        float[] actual = Gradient(training, "dense/kernel");

        Assert.All(
            expected.GetProperty("sample_flat_index").Integers().Zip(expected.GetProperty("sample_value").Numbers()),
            pair => Assert.Equal(pair.Second, actual[pair.First], 5e-7));
        double[] columns = expected.GetProperty("column_sums").Numbers();
        for (int column = 0; column < 16; column++)
        {
            Assert.Equal(columns[column], Enumerable.Range(0, 1152).Sum(row => (double)actual[(row * 16) + column]), 5e-5);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Loss_OverSteps_FollowsPyTorch(int run)
    {
        var expected = _oracle.GetProperty("training")[run];
        float rate = expected.GetProperty("learning_rate").GetSingle();
        Optimizer optimizer = expected.GetProperty("optimizer").GetString()!;
        using var training = Train(optimizer with { LearningRate = rate }, out var targets);

        foreach (double loss in expected.GetProperty("losses_f64").Numbers())
        {
            Assert.Equal(loss, Step(training, targets), 5e-6);
        }
    }

    private static double Step(TrainingRun training, CheckedDataset targets) =>
        training.Epoch(targets, new(Rows, Shuffle: false), () => { }, TestContext.Current.CancellationToken).Loss;

    private static float[] Gradient(TrainingRun training, string path)
    {
        var weights = training.Network.Weights;
        var variable = weights.Variables.Single(v => v.Path == path);
        return weights.Gradients.Span.Slice(variable.Offset, variable.Length).ToArray();
    }

    private static TrainingRun Train(Optimizer optimizer, out CheckedDataset targets)
    {
        var model = new Sequential([28, 28, 1])
        {
            new Conv2D(4, 3) { Activation = "relu" },
            new Conv2D(8, 3) { Activation = "relu" },
            new MaxPooling2D(2),
            new GivenMask(Mask(1000, 2501, 1152), 1 / 0.75f),
            new Flatten(),
            new Dense(16) { Activation = "relu" },
            new GivenMask(Mask(1100, 5003, 16), 2),
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile(optimizer, "categorical_crossentropy", "accuracy");
        var training = model.Build(RandomAddress.FromSeed(0));
        SetWeights(training);
        float[] images = [.. Enumerable.Range(0, Rows * 784).Select(i => (((i * 7919L) + 913) % 257) / 256f)];
        var data = new Dataset(images, [28, 28, 1], _oracle.GetProperty("generator").GetProperty("classes").Numbers()).OneHot(2);
        targets = CheckedDataset.Check(data, training.Network, "categorical_crossentropy");
        return training;
    }

    private static void SetWeights(TrainingRun training)
    {
        string[] paths =
        [
            "conv2d/kernel", "conv2d/bias", "conv2d_1/kernel", "conv2d_1/bias", "dense/kernel", "dense/bias", "dense_1/kernel",
            "dense_1/bias",
        ];
        foreach (var (path, tensor) in paths.Zip(_oracle.GetProperty("generator").GetProperty("tensors").EnumerateObject()))
        {
            var variable = training.Network.Weights.Variables.Single(v => v.Path == path);
            long a = tensor.Value.GetProperty("a").GetInt64();
            double scale = Math.Pow(2, tensor.Value.GetProperty("k").GetInt32());
            for (int i = 0; i < variable.Length; i++)
            {
                training.Network.Weights.Values.Span[variable.Offset + i] = (float)(((((i * 7919L) + a + 13) % 10007) - 5003) / scale);
            }
        }
    }

    private static bool[] Mask(long a, int threshold, int units) =>
        [.. Enumerable.Range(0, Rows * units).Select(i => ((i * 7919L) + a + 13) % 10007 >= threshold)];

    /// <summary>Dropout with given draws: a layer written from outside, on spans alone.</summary>
    private sealed record GivenMask(bool[] Kept, float Scale) : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        public override LayerOperator Compile(Shape input) => new Kernel(Kept, Scale, input.Size);

        private sealed class Kernel(bool[] kept, float scale, int length) : LayerOperator
        {
            public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) => Multiply(x, y, pass.IsTraining);

            public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx) =>
                Multiply(dy, dx, true);

            private void Multiply(ReadOnlySpan<float> from, Span<float> to, bool drop)
            {
                for (int i = 0; i < from.Length; i++)
                {
                    int row = i % Tile.Lanes, unit = i / Tile.Lanes;
                    bool keep = row >= Rows || kept[(row * length) + unit];
                    to[i] = drop ? keep ? from[i] * scale : 0 : from[i];
                }
            }
        }
    }
}
