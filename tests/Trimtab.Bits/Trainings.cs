using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;
using Trimtab.Numerics;

namespace Trimtab.Bits;

/// <summary>A training for every activation, initializer, optimizer, loss, regularizer, constraint, schedule and layer.</summary>
internal static class Trainings
{
    private static readonly Dataset _digits = SyntheticDigits.Create(new() { Train = 41, Test = 1, Digits = [2, 7] }).Train;
    private static readonly Dataset _rows = Small(_digits);

    /// <summary>Trains each and yields the digest of its weights and measures.</summary>
    public static IEnumerable<(string Name, string Digest)> All()
    {
        foreach (string name in Activation.Catalog.Names)
        {
            yield return Train($"activation/{name}", new Dense(7) { Activation = name }, "sgd", "mean_squared_error");
        }

        foreach (string name in Initializer.Catalog.Names.Where(name => name != "identity"))
        {
            yield return Train(
                $"initializer/{name}", new Dense(7) { Activation = "tanh", KernelInitializer = name }, "sgd", "mean_squared_error");
        }

        foreach (string name in Optimizer.Catalog.Names)
        {
            yield return Train($"optimizer/{name}", new Dense(7) { Activation = "relu" }, name, "categorical_crossentropy");
            yield return Train(
                $"optimizer/{name}, clipped", new Dense(7) { Activation = "relu" }, Clipped(name), "categorical_crossentropy");
        }

        foreach (string name in Loss.Catalog.Names)
        {
            yield return Train($"loss/{name}", new Dense(7) { Activation = "tanh" }, "adam", name, "softmax");
            yield return Train($"loss/{name}, sigmoid", new Dense(7) { Activation = "tanh" }, "adam", name, "sigmoid");
        }

        foreach (var (name, rate) in Schedules())
        {
            yield return Train(
                $"schedule/{name}",
                new Dense(7) { Activation = "tanh" },
                new Sgd { LearningRate = rate, Momentum = 0.9 },
                "mean_squared_error");
        }

        foreach (var (name, layer) in Dense())
        {
            yield return Train($"dense/{name}", layer, "rmsprop", "mean_squared_error");
        }

        using (var model = Branches())
        {
            yield return Train("model/branches", model, Twenty(), "adam", "categorical_crossentropy");
        }

        foreach (var (name, layers) in Images())
        {
            yield return Train(
                name,
                [.. layers, new Flatten(), new Dense(2) { Activation = "softmax" }],
                [28, 28, 1],
                Twenty(),
                "adam",
                "categorical_crossentropy");
        }
    }

    private static (string Name, string Digest) Train(string name, Layer hidden, Optimizer optimizer, Loss loss, string last = "softmax") =>
        Train(
            name,
            [hidden, new Dropout(0.2), new Dense(2) { Activation = last }],
            [16],
            loss.TargetsFor(2) == 2 ? _rows.OneHot(2) : _rows,
            optimizer,
            loss);

    private static (string Name, string Digest) Train(
        string name, Layer[] layers, Shape shape, Dataset rows, Optimizer optimizer, Loss loss)
    {
        using var model = new Sequential(shape);
        foreach (var layer in layers)
        {
            model.Add(layer);
        }

        return Train(name, model, rows, optimizer, loss);
    }

    private static (string Name, string Digest) Train(string name, NeuralNetwork model, Dataset rows, Optimizer optimizer, Loss loss)
    {
        model.Compile(optimizer, loss);
        var history = model.Fit(rows, new() { Epochs = 3, BatchSize = 17, Random = RandomAddress.FromSeed(5) });
        var weights = model.GetWeights().OrderBy(w => w.Key, StringComparer.Ordinal).SelectMany(w => w.Value);
        return (
            name,
            Digest.Of(
            [
                .. weights.Select(w => (double)w),
                .. history["loss"],
                .. model.Predict(rows).Select(p => (double)p),
            ]));
    }

    private static Dataset Twenty() => _digits.Select([.. Enumerable.Range(0, 20)]).OneHot(2);

    private static Model Branches()
    {
        var x = Model.Input([28, 28, 1]);
        var y = x.Apply(new MaxPooling2D(4)).Apply(new Conv2D(3, 3) { Padding = Padding.Same, Activation = "tanh" });
        var gate = y.Apply(new Conv2D(3, 1) { Activation = "sigmoid" });
        var sum = new Add().Apply(y, new Multiply().Apply(y, gate), new AverageLayer().Apply(y, gate), new Maximum().Apply(y, gate));
        var joined = new Concatenate().Apply(sum, y).Apply(new Flatten());
        return new(x, joined.Apply(new Dense(2) { Activation = "softmax" }));
    }

    private static Optimizer Clipped(string name) => Optimizer.Catalog.Create(name) with { ClipNorm = 0.05f };

    private static IEnumerable<(string Name, LearningRate Rate)> Schedules() =>
    [
        ("exponential_decay", new ExponentialDecay(0.1, 3, 0.9)),
        ("cosine_decay", new CosineDecay(0.1, 7)),
        ("polynomial_decay", new PolynomialDecay(0.1, 7) { Power = 1.7 }),
        ("inverse_time_decay", new InverseTimeDecay(0.1, 3, 0.5)),
    ];

    private static IEnumerable<(string Name, Layer Layer)> Dense() =>
    [
        ("l1", new Dense(7) { KernelRegularizer = new L1 { Factor = 0.01f } }),
        ("l2", new Dense(7) { KernelRegularizer = new L2 { Factor = 0.01f }, BiasRegularizer = new L2 { Factor = 0.1f } }),
        ("l1_l2", new Dense(7) { KernelRegularizer = new L1L2 { L1 = 0.01f, L2 = 0.02f } }),
        ("max_norm", new Dense(7) { KernelConstraint = new MaxNorm { MaxValue = 0.3f } }),
        ("unit_norm", new Dense(7) { KernelConstraint = new UnitNorm() }),
        ("non_neg", new Dense(7) { KernelConstraint = new NonNeg() }),
        ("wide", new Dense(133) { Activation = "gelu" }),
    ];

    private static IEnumerable<(string Name, Layer[] Layers)> Images() =>
    [
        (
            "layer/conv2d",
            [
                new Conv2D(3, 3) { Activation = "relu" },
                new MaxPooling2D(2),
                new Conv2D(5, 3) { Activation = "tanh" },
                new GlobalAveragePooling2D(),
            ]),
        (
            "layer/strides",
            [
                new Conv2D(2, (3, 5)) { Strides = 2, Padding = Padding.Same },
                new AveragePooling2D(3) { Strides = 2, Padding = Padding.Same },
            ]),
        (
            "layer/batch_normalization",
            [new Conv2D(3, 3) { Strides = 3 }, new BatchNormalization(), new ActivationLayer("silu"), new GlobalMaxPooling2D()]),
        ("layer/orthogonal", [new Conv2D(4, 5) { Strides = 4, KernelInitializer = "orthogonal" }]),
        (
            "layer/separable",
            [
                new MaxPooling2D(3), new ZeroPadding2D(new Margins(1, 0, 0, 2)), new SeparableConv2D(4, 3) { DepthMultiplier = 2 },
                new SpatialDropout2D(0.3), new DepthwiseConv2D(2) { Strides = 2, Activation = "tanh" }, new UpSampling2D(2),
            ]),
        (
            "layer/row normalizations",
            [
                new Conv2D(6, 3) { Strides = 3 }, new GroupNormalization { Groups = 3 }, new Conv2D(4, 3) { Strides = 2 },
                new LayerNormalization(), new GaussianNoise(0.1),
            ]),
        ("layer/conv1d", [new Reshape([28, 28]), new Permute(2, 1), new Conv1D(5, 3) { Strides = 2, Activation = "relu" }]),
        ("layer/pooling1d", [new Reshape([28, 28]), new MaxPooling1D(3), new AveragePooling1D(2) { Strides = 1 }, new Conv1D(3, 2)]),
        ("layer/embedding", [new MaxPooling2D(4), new Flatten(), new Embedding(2, 3)]),
        ("layer/simple_rnn", [new Reshape([28, 28]), new SimpleRNN(5)]),
        ("layer/lstm", [new Reshape([28, 28]), new LSTM(5) { ReturnSequences = true }, new LSTM(3) { GoBackwards = true }]),
        ("layer/gru", [new Reshape([28, 28]), new Bidirectional(new GRU(5)) { MergeMode = MergeMode.Mul }]),
        (
            "layer/augmentation",
            [
                new RandomFlip(), new RandomTranslation(0.1, 0.2), new RandomRotation(0.1), new RandomZoom(0.2), new RandomContrast(0.3),
                new MaxPooling2D(4),
            ]),
    ];

    /// <summary>Sixteen pixels of the middle, shifted and scaled, so that numbers of both signs come.</summary>
    private static Dataset Small(Dataset digits)
    {
        float[] features =
        [
            .. Enumerable.Range(0, digits.Count)
                .SelectMany(row => Enumerable.Range(0, 16).Select(i => (digits.FeaturesOf(row)[(28 * (6 + i)) + 13] * 3) - 1.1f)),
        ];
        return new(features, [16], digits.Labels());
    }
}
