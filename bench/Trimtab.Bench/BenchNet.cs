using Trimtab.Networks;

namespace Trimtab.Bench;

/// <summary>A net the engine is timed on, and the arithmetic it takes.</summary>
/// <param name="Build">Makes it, compiled.</param>
/// <param name="Classes">Its outputs.</param>
/// <param name="MultiplyAdds">
/// Of one image, forward and backward; a layer's weight and data gradients take as many as its forward pass each, and the first layer needs
/// no data gradient.
/// </param>
internal sealed record BenchNet(Func<Sequential> Build, int Classes, long MultiplyAdds)
{
    private const long SeedConv1 = 26 * 26 * 9 * 4, SeedConv2 = 24 * 24 * 9 * 4 * 8, SeedDense = (1152 * 16) + (16 * 2);
    private const long WideConv1 = 26 * 26 * 9 * 32, WideConv2 = 24 * 24 * 9 * 32 * 64, WideDense = (9216 * 128) + (128 * 10);

    public static IReadOnlyDictionary<string, BenchNet> All { get; } = new Dictionary<string, BenchNet>
    {
        ["seed"] = new(() => Convolutional(4, 8, 16, 2), 2, (2 * SeedConv1) + (3 * (SeedConv2 + SeedDense))),
        ["mnist"] = new(() => Convolutional(32, 64, 128, 10), 10, (2 * WideConv1) + (3 * (WideConv2 + WideDense))),
        ["mlp"] = new(Mlp, 10, (2 * 784 * 512) + (3 * ((512 * 256) + (256 * 10)))),
    };

    private static Sequential Convolutional(int first, int second, int hidden, int classes) => Compiled(new([28, 28, 1])
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

    private static Sequential Mlp() => Compiled(new([28, 28, 1])
    {
        new Flatten(),
        new Dense(512) { Activation = "relu" },
        new Dense(256) { Activation = "relu" },
        new Dense(10) { Activation = "softmax" },
    });

    private static Sequential Compiled(Sequential model)
    {
        model.Compile("rmsprop", "categorical_crossentropy", "accuracy");
        return model;
    }
}
