using Trimtab.Spaces;

namespace Trimtab.Tables.Tests;

/// <summary>
/// A study with what tables must keep: choices of several types, constraints, reports, attributes, failed and pruned trials.
/// </summary>
internal static class SampleStudy
{
    /// <summary>Its space.</summary>
    public static SearchSpace Space { get; } = SearchSpace.Create(new Dictionary<string, Distribution>
    {
        ["rate"] = new FloatDistribution(1e-4, 1, Log: true),
        ["units"] = new IntDistribution(1, (1L << 53) + 1),
        ["mixed"] = new CategoricalDistribution([1, "1", true, (string?)null, 1.0, "", "relu"]),
    });

    /// <summary>The study after so many trials.</summary>
    public static async Task<Study> OptimizedAsync(int trials)
    {
        var study = new Study(new() { Space = Space, Seed = 3 });
        await study.OptimizeAsync(Objective, trials, cancellationToken: TestContext.Current.CancellationToken);
        return study;
    }

    private static double Objective(LiveTrial trial)
    {
        double rate = trial.SuggestFloat("rate", 1e-4, 1, log: true);
        trial.Suggest("mixed", Space["mixed"]);
        trial.SetAttribute("note", $"=trial {trial.Number}, \"quoted\"");
        trial.Report(rate, epoch: 1);
        trial.Constrain(trial.Number % 3 == 0 ? 0.25 : 0);
        if (trial.Number % 4 == 1)
        {
            throw new InvalidOperationException("it fails");
        }

        trial.Suggest("units", Space["units"]);
        return trial.Number % 4 == 2 ? throw new TrialPrunedException() : rate;
    }
}
