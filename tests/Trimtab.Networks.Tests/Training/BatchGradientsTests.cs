using Trimtab.Data;
using Trimtab.Networks.Tests.Models;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Training;

/// <summary>Losses and gradients of a batch, on one thread and on several.</summary>
public class BatchGradientsTests
{
    private static readonly Shape _image = [9, 8, 2];
    private static readonly Dataset _data = Rows(100);

    public static TheoryData<string> Nets => new(_nets.Keys);

    private static readonly Dictionary<string, Layer[]> _nets = new()
    {
        ["dense"] = [new Flatten(), new Dense(37) { Activation = "relu" }, new Dense(3)],
        ["convolutions"] =
        [
            new Conv2D(5, 3) { Activation = "relu" }, new Conv2D(7, (2, 3)) { Strides = 2, Padding = Padding.Same, Activation = "gelu" },
            new Flatten(), new Dense(3),
        ],
        ["pools and dropout"] =
        [
            new Conv2D(4, 3) { Activation = "tanh" }, new MaxPooling2D(2), new Dropout(0.3), new Flatten(),
            new Dense(20) { Activation = "silu" }, new Dropout(0.5), new Dense(3),
        ],
        ["a pooling in one with its convolution"] =
        [
            new Conv2D(4, 2) { Activation = "relu" }, new Conv2D(5, (3, 2)) { Activation = "relu" }, new MaxPooling2D(2), new Flatten(),
            new Dense(3),
        ],
        ["average pools"] = [new Conv2D(4, 3) { UseBias = false }, new AveragePooling2D(2), new GlobalAveragePooling2D(), new Dense(3)],
        ["wide"] = [new Flatten(), new Dense(300) { Activation = "relu" }, new Dense(200) { Activation = "relu" }, new Dense(3)],
    };

    [Theory, MemberData(nameof(Nets))]
    public void OnSeveralThreads_HaveTheBitsOfOne(string name)
    {
        foreach (int batch in (int[])[1, 16, 17, 50, 64, 100])
        {
            float[] alone = Gradients(_nets[name], batch, threads: 1);
            foreach (int threads in (int[])[2, 3, 4])
            {
                float[] shared = Gradients(_nets[name], batch, threads);
                Assert.Equal(alone.Select(BitConverter.SingleToInt32Bits), shared.Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    [Theory, MemberData(nameof(Nets))]
    public void OnSeveralThreadsAndOneByTurns_HaveTheBitsOfOne(string name)
    {
        float[] alone = Gradients(_nets[name], batch: 50, threads: 1);
        foreach (int sharedStep in (int[])[0, 1])
        {
            float[] byTurns = Gradients(_nets[name], batch: 50, threads: 2, sharedStep);
            Assert.Equal(alone.Select(BitConverter.SingleToInt32Bits), byTurns.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Theory, InlineData("rmsprop"), InlineData("adam")]
    public void OfTheNotebooksNet_TrainTheSameBits(string optimizer)
    {
        int[] alone = Trained(Models.Nets.Seed(optimizer), 1, 48);
        Assert.All([2, 3, 4], threads => Assert.Equal(alone, Trained(Models.Nets.Seed(optimizer), threads, 48)));
    }

    [Fact]
    public void OfANetThatNormalizesBatches_TrainTheSameBits()
    {
        int[] alone = Trained(Normalizing(), 1, 48);
        Assert.All([2, 3, 4], threads => Assert.Equal(alone, Trained(Normalizing(), threads, 48)));
    }

    [Fact]
    public void OfALossThatThrows_ThrowWhatItThrew()
    {
        using var model = Models.Nets.Seed();
        model.Compile("sgd", new BrokenLoss());
        var error = Assert.Throws<InvalidOperationException>(() => model.Fit(
            Models.Nets.Train, new() { BatchSize = 64, Threads = 3 }, TestContext.Current.CancellationToken));
        Assert.Equal("row 17 of the epoch", error.Message);
    }

    [Fact]
    public void ANetTooSmallToShare_IsComputedByOneThread()
    {
        using var small = new Network([new Flatten { Name = "f" }, new Dense(3) { Name = "d" }], _image);
        using var large = new Network([new Flatten { Name = "f" }, new Dense(300) { Name = "d" }], _image);
        Assert.False(small.GainsFromThreads);
        Assert.True(large.GainsFromThreads);
    }

    private static Sequential Normalizing()
    {
        var model = new Sequential([28, 28, 1])
        {
            new Conv2D(4, 3) { Activation = "relu" }, new BatchNormalization(), new Flatten(), new Dense(2) { Activation = "softmax" },
        };
        model.Compile("adam", "categorical_crossentropy");
        return model;
    }

    private static int[] Trained(Sequential model, int threads, int batch)
    {
        using (model)
        {
            model.Fit(
                Models.Nets.Train, new() { Epochs = 2, BatchSize = batch, Threads = threads }, TestContext.Current.CancellationToken);
            return model.Bits();
        }
    }

    /// <summary>The gradients of two batches, and the losses.</summary>
    private static float[] Gradients(Layer[] layers, int batch, int threads, int? sharedStep = null)
    {
        Layer[] named = [.. layers.Select((layer, i) => layer with { Name = Invariant($"layer{i}") })];
        using var first = new Network(named, _image);
        first.Weights.Initialize(RandomAddress.FromSeed(3));
        var networks = new List<Network> { first };
        while (networks.Count < threads)
        {
            networks.Add(first.ForAnotherThread());
        }

        var found = new List<float>();
        var evaluated = new EvaluatedRows(new(_data), outputs: 3, _data.Count);
        int[] order = [.. Enumerable.Range(0, _data.Count)];
        using (var gradients = new BatchGradients([.. networks], () => new(new MeanSquaredError(), null, 3, null), evaluated, order, batch))
        {
            foreach (int step in (int[])[0, 1])
            {
                int start = Math.Min(step * batch, _data.Count - batch);
                bool isShared = step == (sharedStep ?? step);
                found.Add((float)gradients.Compute(start, batch, epoch: 1, step, RandomAddress.FromSeed(5), isShared));
                found.AddRange(first.Weights.Gradients.Span);
            }
        }

        networks[1..].ForEach(network => network.Dispose());
        return [.. found];
    }

    private static Dataset Rows(int count)
    {
        var random = RandomAddress.FromSeed(1).Stream();
        float[] features = new float[count * _image.Size];
        foreach (ref float feature in features.AsSpan())
        {
            feature = (float)random.NextNormal();
        }

        return new(features, _image, [.. Enumerable.Range(0, count * 3).Select(i => (double)(i % 7))], 3);
    }

    /// <summary>Throws at one row; the others have no loss.</summary>
    private sealed record BrokenLoss : Loss
    {
        private int _rows;

        public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
        {
            gradient.Clear();
            return Interlocked.Increment(ref _rows) == 17 ? throw new InvalidOperationException("row 17 of the epoch") : 0;
        }
    }
}
