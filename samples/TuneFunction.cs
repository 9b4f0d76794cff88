#:project ../src/Trimtab/Trimtab.csproj
using Trimtab;

// Any function: the trial is asked for what is needed, where it is needed.
var study = new Study(new StudyOptions { Seed = 7 });
await study.OptimizeAsync(
    trial =>
    {
        double x = trial.SuggestFloat("x", -10, 10);
        string kind = trial.SuggestCategorical("kind", ["linear", "rbf"]);
        return kind == "rbf"
            ? Math.Pow(x - 2, 2) + Math.Abs(Math.Log10(trial.SuggestFloat("gamma", 1e-5, 1, log: true)) + 3)
            : 3 + Math.Abs(x);
    },
    trials: 100);

var best = study.BestTrial!;
Console.WriteLine($"The best of {study.Count} trials is trial {best.Number}: {best.Value:F5} with {best.Parameters.ToDisplayString()}");
foreach (var (parameter, by) in best.Origins)
{
    Console.WriteLine($"  {parameter}: {by}");
}
