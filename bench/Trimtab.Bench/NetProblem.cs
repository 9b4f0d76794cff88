using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;
using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>A small net on drawn digits, by its loss on others.</summary>
[Named("net")]
internal sealed class NetProblem : ProblemSet
{
    private static readonly Lazy<(Dataset Train, Dataset Test)> _digits = new(() =>
    {
        var all = SyntheticDigits.Create(new() { Digits = [2, 3, 7] }).Train;
        return (all.Select([.. Enumerable.Range(0, 300)]), all.Select([.. Enumerable.Range(300, 300)]));
    });

    public override string Description => "a small net's loss";

    /// <inheritdoc/>
    public override int RandomStudies => 20; // they train

    /// <summary>Six parameters of the net and its training.</summary>
    public override IReadOnlyList<Problem> Problems(int dimensions) => [new("net", seed => trial => Loss(trial, seed))];

    private static double Loss(LiveTrial trial, ulong seed)
    {
        var (train, test) = _digits.Value;
        double rate = trial.SuggestFloat("rate", 1e-4, 1, log: true), dropout = trial.SuggestFloat("dropout", 0, 0.8);
        int neurons = trial.SuggestInt("neurons", 2, 64, log: true), batch = trial.SuggestInt("batch_size", 8, 128, log: true);
        string activation = trial.SuggestCategorical("activation", ["relu", "tanh", "sigmoid"]), optimizer = trial.SuggestCategorical(
            "optimizer", ["sgd", "momentum", "adam"]);
        var net = new NetworkClassifier<Nothing>(_ =>
        {
            var model = new Sequential([28, 28, 1])
            {
                new Flatten(),
                new Dense(neurons) { Activation = activation },
                new Dropout(dropout),
                new Dense(3) { Activation = "softmax" },
            };
            model.Compile(
                optimizer == "adam"
                    ? new Adam { LearningRate = rate / 10 }
                    : new Sgd { LearningRate = rate, Momentum = optimizer == "sgd" ? 0 : 0.9 },
                "categorical_crossentropy",
                "accuracy");
            return model;
        })
        { Epochs = 6, BatchSize = batch };
        var fitted = net.Fit(train, new FitContext { Random = RandomAddress.FromSeed(seed).At("net") });
        return -Scorer.Catalog.Create("neg_log_loss").Score(new ScoringContext(fitted, test));
    }

    internal sealed record Nothing;
}
