using Trimtab.Networks;

namespace MnistNotebook;

/// <summary>The notebook's net.</summary>
internal static class Model
{
    public static Sequential Build(Hyperparameters hyperparameters, int classes = 2)
    {
        var (init, activation) = (hyperparameters.InitMode, hyperparameters.Activation);
        var model = new Sequential([28, 28, 1])
        {
            new Conv2D(4, 3) { Activation = activation, KernelInitializer = init },
            new Conv2D(8, 3) { Activation = activation, KernelInitializer = init },
            new MaxPooling2D(2),
            new Dropout(0.25),
            new Flatten(),
            new Dense(hyperparameters.Neurons) { Activation = activation, KernelInitializer = init },
            new Dropout(hyperparameters.Dropout),
            new Dense(classes) { Activation = "softmax", KernelInitializer = init },
        };
        model.Compile(hyperparameters.Optimizer, "categorical_crossentropy", "accuracy");
        return model;
    }
}
