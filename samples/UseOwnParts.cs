#:project OwnParts/OwnParts.csproj
using OwnParts;
using Trimtab;
using Trimtab.Caching;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;
using Trimtab.Plots;
using Trimtab.Samplers;
using Trimtab.Spaces;

// A layer, a sampler, a scorer and a plot of one's own, in an assembly of one's own: samples/OwnParts. Names find them, as they find
// Trimtab's.

var digits = SyntheticDigits.Create(new() { Digits = [2, 7], Train = 300 });
var net = NetworkClassifier.Of(() =>
{
    var model = new Sequential([28, 28, 1])
    {
        new Flatten(),
        new Dense(8) { Activation = "relu" },
        new Gain(),
        new Dense(2) { Activation = "softmax" },
    };
    model.Compile("adam", "categorical_crossentropy");
    return model;
});
var ledger = new Ledger();
var search = new GridSearchCV(net, new ParameterGrid { ["epochs"] = [2, 4, 8] }) { Cv = 2, Scoring = ["g_mean"], Ledger = ledger };
var plan = search.Plan(digits.Train);
Console.WriteLine($"{plan.EpochsAsked} epochs are asked for, {plan.EpochsToTrain} are trained: candidates share them.");
var result = search.Fit(digits.Train);
Console.WriteLine(
    $"The best are {result.BestParameters.ToDisplayString()}: {result.BestScore:F4}. Once more, "
    + $"{search.Plan(digits.Train).EpochsToTrain} epochs would be trained.");

var study = new Study(new() { Sampler = Sampler.Catalog.Create("kronecker"), Seed = 1 });
await study.OptimizeAsync(trial => Math.Pow(trial.SuggestFloat("x", -1, 1) - 0.3, 2) + Math.Abs(trial.SuggestFloat("y", -1, 1)), 64);
var regret = ((LineChart)Plot.Catalog.Create("regret").Draw(study)).Curves[0].Y;
Console.WriteLine($"The best of {study.Count} trials: {study.BestValue:F5}. After half of them it was {regret[31]:F5} away.");
