using Trimtab.Networks;

namespace Trimtab.Bench;

/// <summary>A net the engine is timed on, and the arithmetic it takes.</summary>
/// <param name="Build">Makes it, compiled.</param>
/// <param name="Classes">Its outputs.</param>
/// <param name="MultiplyAdds">
/// Of one image, forward and backward; a layer's weight and data gradients take as many as its forward pass each, and the first layer needs
/// no data gradient.
/// </param>
internal sealed record BenchNet(Func<NeuralNetwork> Build, int Classes, long MultiplyAdds)
{
    private const long SeedConv1 = 26 * 26 * 9 * 4, SeedConv2 = 24 * 24 * 9 * 4 * 8, SeedDense = (1152 * 16) + (16 * 2);
    private const long WideConv1 = 26 * 26 * 9 * 32, WideConv2 = 24 * 24 * 9 * 32 * 64, WideDense = (9216 * 128) + (128 * 10);

    private const long ResidualFirst = 14 * 14 * 9 * 32, ResidualConv = 14 * 14 * 9 * 32 * 32, ResidualDense = 32 * 10;
    private const long GruInputs = 28 * 28 * 192, GruStates = 28 * 64 * 192, GruDense = 64 * 10;

    public static IReadOnlyDictionary<string, BenchNet> All { get; } = new Dictionary<string, BenchNet>
    {
        ["seed"] = new(() => Convolutional(4, 8, 16, 2), 2, (2 * SeedConv1) + (3 * (SeedConv2 + SeedDense))),
        ["mnist"] = new(() => Convolutional(32, 64, 128, 10), 10, (2 * WideConv1) + (3 * (WideConv2 + WideDense))),
        ["residual"] = new(Residual, 10, (2 * ResidualFirst) + (3 * ((4 * ResidualConv) + ResidualDense))),
        ["gru"] = new(Gru, 10, (2 * GruInputs) + (3 * (GruStates + GruDense))),
        ["mlp"] = new(Mlp, 10, (2 * 784 * 512) + (3 * ((512 * 256) + (256 * 10)))),
    };

    private static Sequential Convolutional(int first, int second, int hidden, int classes) => Compiled(new Sequential([28, 28, 1])
    {
        new Conv2D(first, 3) { Activation = "relu" },
        new Conv2D(second, 3) { Activation = "relu" },
        new MaxPooling2D(2),
        new Dropout(0.25),
        new Flatten(),
        new Dense(hidden) { Activation = "relu" },
        new Dropout(0.5),
        new Dense(classes) { Activation = "softmax" },
    });

    private static Sequential Mlp() => Compiled(new Sequential([28, 28, 1])
    {
        new Flatten(),
        new Dense(512) { Activation = "relu" },
        new Dense(256) { Activation = "relu" },
        new Dense(10) { Activation = "softmax" },
    });

    /// <summary>Two residual blocks of 32 filters.</summary>
    private static Model Residual()
    {
        var x = Model.Input([28, 28, 1]);
        var y = x.Apply(new Conv2D(32, 3) { Strides = 2, Padding = Padding.Same, Activation = "relu" });
        for (int block = 0; block < 2; block++)
        {
            var changed = y.Apply(new Conv2D(32, 3) { Padding = Padding.Same, Activation = "relu" })
                .Apply(new Conv2D(32, 3) { Padding = Padding.Same });
            y = new Add().Apply(y, changed).Apply(new ActivationLayer("relu"));
        }

        return Compiled(new Model(x, y.Apply(new GlobalAveragePooling2D()).Apply(new Dense(10) { Activation = "softmax" })));
    }

    /// <summary>The rows of an image as a sequence.</summary>
    private static Sequential Gru() => Compiled(new Sequential([28, 28, 1])
    {
        new Reshape([28, 28]),
        new GRU(64),
        new Dense(10) { Activation = "softmax" },
    });

    private static TNet Compiled<TNet>(TNet model)
        where TNet : NeuralNetwork
    {
        model.Compile("rmsprop", "categorical_crossentropy", "accuracy");
        return model;
    }
}
