#:project ../src/Trimtab.Networks/Trimtab.Networks.csproj
#:project ../src/Trimtab.Csv/Trimtab.Csv.csproj
using Trimtab.Csv;
using Trimtab.Data;
using Trimtab.Files;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Preprocessing;

// From a file of CSV, with missing values and texts, to a tuned pipeline; docs/your-data.md says more.
string path = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "trimtab-plants.csv");
if (args.Length == 0)
{
    // drawn: height and soil decide, leaves help, the rest is noise
    string[] lines = [.. Enumerable.Range(0, 240).Select(i => FormattableString.Invariant(
        $"{(i % 13 == 0 ? "NA" : $"{20 + (i * 29 % 60)}")},{(i % 17 == 0 ? "" : (i % 3 == 0 ? "sand" : "clay"))},{i * 7 % 11},")
        + ((i * 29 % 60) + (i % 3 == 0 ? 25 : 0) > 40 ? "blooms" : "rests"))];
    AtomicFile.Write(path, string.Join('\n', lines.Prepend("height,soil,leaves,state")));
}

var plants = DataFrame.ReadCsv(path);
Console.WriteLine(plants);
var (train, test) = new TrainTestSplit { TestSize = 0.25, Stratify = true, Seed = 7 }.Split(plants.ToDataset("state"));

var columns = new ColumnTransformer
{
    Branches =
    [
        new("numbers", ColumnSelector.Numbers, [new SimpleImputer(), ("scale", new StandardScaler())]),
        new("texts", ColumnSelector.Texts, [new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }]),
    ],
};
var net = NetworkClassifier.Of(shape =>
{
    var model = new Sequential(shape) { new Dense(8) { Activation = "relu" }, new Dense(2) { Activation = "softmax" } };
    model.Compile("adam", "sparse_categorical_crossentropy");
    return model;
}) with { BatchSize = 8 };
var result = new GridSearchCV(Pipeline.Of([("columns", columns)], net), new()
{
    ["columns__numbers__scale"] = ["standard_scaler", "robust_scaler"],
    ["columns__numbers__simple_imputer__strategy"] = ["mean", "median"],
    ["epochs"] = [10, 20, 40],
}).Fit(train);
Console.WriteLine(result);
var best = result.BestEstimator!;
Console.WriteLine($"The best is right for {best.Score(test):P0} of {test.Count} new plants");
foreach (var feature in new PermutationImportance { Seed = 7 }.Of(best, test).OrderByDescending(item => item.Scores.Mean))
{
    Console.WriteLine($"{feature.Feature}: {feature.Scores}");
}
