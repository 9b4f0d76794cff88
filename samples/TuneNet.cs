#:project ../src/Trimtab.Networks/Trimtab.Networks.csproj
using Trimtab;
using Trimtab.Caching;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;
using Trimtab.Pruners;
using Trimtab.Spaces;

// A net, cross-validated: a sampler suggests, a pruner ends what will not win, and no epoch is trained twice.
var digits = SyntheticDigits.Create(new() { Digits = [2, 7] });
var net = NetworkClassifier.Of((Hyperparameters hyperparameters) =>
{
    var model = new Sequential([28, 28, 1])
    {
        new Flatten(),
        new Dense(hyperparameters.Neurons) { Activation = "relu" },
        new Dense(2) { Activation = "softmax" },
    };
    model.Compile(new RmsProp { LearningRate = hyperparameters.Rate }, "categorical_crossentropy", "accuracy");
    return model;
});
var space = new SearchSpace { ["neurons"] = new IntDistribution(2, 32), ["rate"] = new FloatDistribution(1e-5, 1e-1, Log: true) };
var search = new StudySearchCV(net.With(ParameterSet.Of(("epochs", 8))), space, trials: 24)
{
    Cv = 2,
    Seed = 7,
    Pruner = new SuccessiveHalvingPruner { MinResource = 2, ReductionFactor = 2 },
    Ledger = new Ledger(Path.Combine(Path.GetTempPath(), "trimtab-tune-net")), // run it again: nothing is trained twice
};
var result = search.Fit(digits.Train);
Console.WriteLine(result.Summary);
int pruned = result.Trials.Count(trial => trial.State == TrialState.Pruned);
Console.WriteLine(
    $"{pruned} of {result.Trials.Count} candidates were ended early: {result.Cost.EpochsTrained} of {result.Cost.Epochs} epochs "
    + $"trained. The best accuracy is {result.BestScore:F5}.");

internal sealed record Hyperparameters
{
    public int Neurons { get; init; } = 16;

    public double Rate { get; init; } = 0.001;
}
