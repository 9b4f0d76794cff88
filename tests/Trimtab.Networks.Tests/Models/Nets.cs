using Trimtab.Data;
using Trimtab.Networks.Datasets;

namespace Trimtab.Networks.Tests.Models;

/// <summary>Small nets and data that tests share.</summary>
internal static class Nets
{
    public static ImageDataset Digits { get; } = SyntheticDigits.Create(new() { Digits = [2, 7], Train = 200, Test = 64 });

    public static Dataset Train { get; } = Digits.Train.OneHot(2);

    public static Dataset Test { get; } = Digits.Test.OneHot(2);

    /// <summary>The notebook's net.</summary>
    public static Sequential Seed(Optimizer? optimizer = null)
    {
        var model = new Sequential([28, 28, 1])
        {
            new Conv2D(4, 3) { Activation = "relu" },
            new Conv2D(8, 3) { Activation = "relu" },
            new MaxPooling2D(2),
            new Dropout(0.25),
            new Flatten(),
            new Dense(16) { Activation = "relu" },
            new Dropout(0.5),
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile(optimizer ?? "rmsprop", "categorical_crossentropy", "accuracy");
        return model;
    }

    public static Sequential Small(Optimizer? optimizer = null)
    {
        var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(2) { Activation = "softmax" } };
        model.Compile(optimizer ?? "adam", "categorical_crossentropy", "accuracy");
        return model;
    }

    /// <summary>Every bit of every weight.</summary>
    public static int[] Bits(this NeuralNetwork model) =>
        [
            .. model.GetWeights().OrderBy(variable => variable.Key, StringComparer.Ordinal).SelectMany(variable => variable.Value)
                .Select(BitConverter.SingleToInt32Bits),
        ];
}
