using Trimtab.Samplers;

namespace Trimtab.Tests.Samplers;

/// <summary>Every sampler, those of the sample's assembly included; and what Trimtab's own must do beyond that.</summary>
[TestedParts(Except = ["grid", "brute_force"])] // those have tests of their own: they need lists
public class SamplerConformanceTests : SamplerConformance
{
    public static TheoryData<string> Names => [.. Sampler.Catalog.Names.Where(name => name is not ("grid" or "brute_force"))];

    public static TheoryData<string> Learners => [.. Names.Select(row => row.Data).Where(name => Make(name).Learns)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AStudy_FromAnotherSeed_IsAnother(string name) =>
        Assert.NotEqual(await Transcript(name, 1, seed: 5), await Transcript(name, 1, seed: 6));

    [Theory]
    [MemberData(nameof(Learners))]
    public async Task Learners_OnThreeFunctions_BeatChance(string name)
    {
        Func<LiveTrial, double>[] functions =
        [
            trial => Enumerable.Range(0, 4).Sum(i => Math.Pow(trial.SuggestFloat($"x{i}", -5, 5) - i, 2)),
            trial => Math.Pow(Math.Log10(trial.SuggestFloat("rate", 1e-6, 1, log: true)) + 3, 2) + Math
                .Pow((trial.SuggestInt("units", 1, 512, log: true) - 64) / 64.0, 2),
            trial => (trial.SuggestCategorical("kind", ["a", "b", "c", "d"]) == "c" ? 0 : 1) + Math
                .Abs(trial.SuggestFloat("x", 0, 100) - 42) + Math.Abs(trial.SuggestInt("n", 0, 60) - 17),
        ];
        foreach (var function in functions)
        {
            int trials = TrialsOf(Make(name));
            double chance = await MeanBest("random", function, trials), ours = await MeanBest(name, function, trials);
            Assert.True(ours < 0.8 * chance, $"{name} found {ours}, chance {chance}");
        }
    }

    /// <summary>A trial begun by hand that never ends must not keep a sampler from learning from the others.</summary>
    [Theory]
    [MemberData(nameof(Learners))]
    public void Learners_BesideAnEarlyTrialThatRuns_LearnAllTheSame(string name)
    {
        var study = new Study(new() { Sampler = Create(name), Seed = 1 });
        study.Ask().SuggestFloat("x", 0, 1);
        double[] losses = new double[PopulationOf(Make(name)) is { } population ? Math.Max(200, 12 * population) : 60];
        for (int i = 0; i < losses.Length; i++)
        {
            var trial = study.Ask();
            losses[i] = Math.Abs(trial.SuggestFloat("x", 0, 1) - 0.3) + Math.Abs(trial.SuggestFloat("y", 0, 1) - 0.6);
            trial.Tell(losses[i]);
        }

        // Random points lose 0.55 on average; a mean of twenty has a standard deviation of 0.06.
        double late = losses[^20..].Average();
        Assert.True(late < 0.4, $"{name} still loses {late} on average");
    }

    private async Task<double> MeanBest(string name, Func<LiveTrial, double> function, int trials)
    {
        double sum = 0;
        for (ulong seed = 0; seed < 4; seed++)
        {
            var study = new Study(new() { Sampler = Create(name), Seed = seed });
            await study.OptimizeAsync(function, trials, cancellationToken: Token);
            sum += study.BestTrial!.Values["value"];
        }

        return sum / 4;
    }

    /// <summary>
    /// Ten generations of a population, whose first one is random draws, but three hundred trials at least; fifty where the trials of a
    /// model are limited, as a Gaussian process is for few, costly trials; else a hundred and fifty.
    /// </summary>
    private static int TrialsOf(Sampler sampler) =>
        SettingOf(sampler, "MaxTrials") is not null ? 50
        : PopulationOf(sampler) is { } population ? Math.Max(300, 10 * population)
        : 150;

    private static int? PopulationOf(Sampler sampler) => SettingOf(sampler, "PopulationSize");

    private static int? SettingOf(Sampler sampler, string name) => sampler.GetType().GetProperty(name)?.GetValue(sampler) as int?;

    private static Sampler Make(string name) => Sampler.Catalog.Create(name);
}
