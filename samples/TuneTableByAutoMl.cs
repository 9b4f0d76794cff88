#:project ../src/Trimtab.ML/Trimtab.ML.csproj
#:project ../src/Trimtab.Csv/Trimtab.Csv.csproj
using Trimtab.Csv;
using Trimtab.Data;
using Trimtab.Files;
using Trimtab.ML;
using Trimtab.ModelSelection;

// Boosted trees, forests, linear models and a small net with their settings, in one search; docs/ml-net.md says more.
string path = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "trimtab-houses.csv");
if (args.Length == 0)
{
    // drawn: area and town decide, floors help, the rest is noise
    string[] lines = [.. Enumerable.Range(0, 200).Select(i => FormattableString.Invariant(
        $"{(i % 17 == 0 ? "NA" : $"{40 + (i * 37 % 120)}")},{(i % 3 == 0 ? "port" : "hill")},{i * 7 % 4},")
        + FormattableString.Invariant($"{(40 + (i * 37 % 120)) * (i % 3 == 0 ? 3 : 2) + (i * 7 % 4 * 10)}"))];
    AtomicFile.Write(path, string.Join('\n', lines.Prepend("area,town,floors,price")));
}

var houses = DataFrame.ReadCsv(path).ToDataset("price");
var (train, test) = new TrainTestSplit { TestSize = 0.25, Seed = 7 }.Split(houses);
var result = (AutoMl.Regression with { TimeLimit = TimeSpan.FromSeconds(5), Seed = 7 }).Fit(train);
Console.WriteLine(result.Summary);
double score = result.BestEstimator!.Score(test);
Console.WriteLine($"The best is {result.BestParameters["model"]}, with an R² of {score:F3} on {test.Count} new houses");
