using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

/// <summary>Finite spaces in which parameters depend on others: no point is evaluated twice while another is known to be new.</summary>
public class BranchDuplicateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Sampler.Catalog.Names.Where(name => name is not "grid"), "tpe in groups"];

    /// <summary>Two branches of 36 points: 72 trials have them all, whether their parameters are suggested jointly or one by one.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Trials_InAFiniteConditionalSpace_AreAsManyAsItHasPoints(string name)
    {
        var study = new Study(new()
        {
            Sampler = name == "tpe in groups" ? new TpeSampler { Group = true } : Sampler.Catalog.Create(name),
            Seed = 1,
        });

        await study.OptimizeAsync(Branches, 72, cancellationToken: Token);

        Assert.Equal(72, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    /// <summary>The value that had to change says so; the others are the sampler's.</summary>
    [Fact]
    public async Task Origins_OfAReplacedValue_SayThatItIsTheNearest()
    {
        var study = new Study(new() { Sampler = new Same() });

        await study.OptimizeAsync(Branches, 40, cancellationToken: Token);

        Assert.Equal(["b=0 x0=2 y0=2", "b=1 x1=2 y1=2", "b=0 x0=2 y0=1"], study.Trials.Take(3).Select(Text));
        Assert.Equal("Same (nearest untried instead of a duplicate)", study[2].Origins["y0"]);
        Assert.Equal("Same", study[2].Origins["x0"]);
        Assert.Equal("b=0 x0=1 y0=2", Text(study[7])); // no y is left beside x = 2
        Assert.All(study.Trials.Skip(37), trial => Assert.Equal(1, trial.Parameters["b"].As<int>())); // nor a point beside b = 0
    }

    /// <summary>The trial is a duplicate with what is held; no other value takes its place.</summary>
    [Fact]
    public async Task HeldAndFixedValues_InAFiniteConditionalSpace_Stay()
    {
        var held = new Study(new() { Sampler = new PartialFixedSampler { Fixed = ParameterSet.Of(("x0", 3)), Inner = new TpeSampler() } });
        var @fixed = new Study(new() { Sampler = new TpeSampler(), Fixed = ParameterSet.Of(("x0", 3)) });

        await held.OptimizeAsync(Branches, 60, cancellationToken: Token);
        await @fixed.OptimizeAsync(Branches, 60, cancellationToken: Token);

        Assert.All(
            held.Trials.Concat(@fixed.Trials).Where(trial => trial.Parameters.ContainsKey("x0")),
            trial => Assert.Equal(3, trial.Parameters["x0"].As<int>()));
        Assert.Equal(42, @fixed.Trials.Select(trial => trial.Parameters).Distinct().Count()); // all there are
    }

    /// <summary>Trials under way are known by what they were given, where the sampler suggests what a branch needs.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Trials_OfSeveralWorkers_AreTheSameAndDistinct(int workers)
    {
        var study = new Study(new() { Sampler = new TpeSampler { Group = true }, Seed = 1, Concurrency = 4 });

        await study.OptimizeAsync(Branches, 60, new() { Workers = workers }, Token);

        var alone = new Study(study.Options);
        await alone.OptimizeAsync(Branches, 60, cancellationToken: Token);
        Assert.Equal(alone.Trials.Select(Text), study.Trials.Select(Text));
        Assert.InRange(study.Trials.Skip(8).Select(trial => trial.Parameters).Distinct().Count(), 50, 52);
    }

    [Fact]
    public async Task Duplicates_ThatAreAllowed_AreNotReplaced()
    {
        var study = new Study(new() { Sampler = new Same(), AllowDuplicates = true });

        await study.OptimizeAsync(Branches, 5, cancellationToken: Token);

        Assert.All(study.Trials.Where(trial => trial.Number != 1), trial => Assert.Equal("b=0 x0=2 y0=2", Text(trial)));
    }

    /// <summary>Beside a branch with a real parameter, which no number of trials can fill.</summary>
    [Fact]
    public async Task Trials_BesideABranchWithoutEnd_AreDistinctAllTheSame()
    {
        var study = new Study(new() { Sampler = new TpeSampler(), Seed = 2 });

        await study.OptimizeAsync(
            trial => trial.SuggestCategorical("kind", ["real", "whole"]) == "real"
                ? 1 + trial.SuggestFloat("x", 0, 1)
                : trial.SuggestInt("n", 0, 30) / 30.0,
            60,
            cancellationToken: Token);

        Assert.Equal(60, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.InRange(study.Trials.Count(trial => trial.Parameters.ContainsKey("n")), 25, 31);
    }

    private static double Branches(LiveTrial trial)
    {
        int b = trial.SuggestCategorical("b", [0, 1]), x = trial.SuggestInt($"x{b}", 0, 5), y = trial.SuggestInt($"y{b}", 0, 5);
        return b + Math.Abs(x - 3) + Math.Abs(y - 4);
    }

    private static string Text(Trial trial) => string.Join(' ', trial.Parameters.Select(item => $"{item.Key}={item.Value}"));

    /// <summary>The same point of the first branch, but once one of the second.</summary>
    private sealed record Same : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new SameSuggester();
    }

    private sealed class SameSuggester : Suggester
    {
        public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
            (ParameterValue)(name != "b" ? 2 : request.Number == 1 ? 1 : 0);
    }
}
