using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>
/// The net that <see cref="AutoMl"/> tries: dense layers with dropout, trained by Adam; of real values, on scaled targets.
/// </summary>
internal static class SmallNet
{
    private static readonly SearchSpace _space = new()
    {
        ["layers"] = new IntDistribution(1, 3),
        ["units"] = new IntDistribution(8, 128, Log: true),
        ["dropout"] = new FloatDistribution(0, 0.5),
        ["learning_rate"] = new FloatDistribution(1e-4, 3e-2, Log: true),
        ["batch_size"] = new IntDistribution(8, 128, Log: true),
        ["epochs"] = new IntDistribution(10, 100, Log: true),
    };

    private static readonly ParameterSet _defaults = ParameterSet.Of(
        ("layers", 2), ("units", 32), ("dropout", 0.1), ("learning_rate", 1e-3), ("batch_size", 32), ("epochs", 50));

    /// <summary>The net for so many classes, or for a real value.</summary>
    public static AutoMlModel Model(EstimatorKind kind, int classes) => new("net", Estimator(kind, classes), _space, _defaults, true);

    private static IEstimator Estimator(EstimatorKind kind, int classes) => kind == EstimatorKind.Regressor
        ? new ScaledTargetRegressor(NetworkRegressor.Of<Settings>((settings, shape) => Net(settings, shape, new Dense(1), "mse")))
        : NetworkClassifier.Of<Settings>((settings, shape) =>
            Net(settings, shape, new Dense(classes) { Activation = "softmax" }, "sparse_categorical_crossentropy"));

    private static Sequential Net(Settings settings, Shape shape, Dense output, string loss)
    {
        var net = new Sequential(shape);
        for (int i = 0; i < settings.Layers; i++)
        {
            net.Add(new Dense(settings.Units) { Activation = "relu" });
            if (settings.Dropout > 0)
            {
                net.Add(new Dropout(settings.Dropout));
            }
        }

        net.Add(output);
        net.Compile(new Adam { LearningRate = settings.LearningRate }, loss);
        return net;
    }

    private sealed record Settings
    {
        public int Layers { get; init; } = 2;

        public int Units { get; init; } = 32;

        public double Dropout { get; init; } = 0.1;

        public double LearningRate { get; init; } = 1e-3;

        public override string ToString() => InvariantText.Record(this, PrintMembers);
    }
}
