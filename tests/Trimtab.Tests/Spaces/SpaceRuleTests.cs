using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

public class SpaceRuleTests
{
    private static readonly SearchSpace _mixture = new()
    {
        ["flour"] = new FloatDistribution(0, 1),
        ["water"] = new FloatDistribution(0, 1),
        ["salt"] = new FloatDistribution(0, 1),
        Rules = [new SumRule(1, "flour", "water", "salt")],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void BlindDraws_OfAMixture_AreEvenOverTheSimplex()
    {
        var drawn = Enumerable.Range(0, 4000).Select(i => _mixture.Sample(RandomAddress.FromSeed(1).At(i))).ToList();

        Assert.All(drawn, set => Assert.True(_mixture.Contains(set)));
        // Dirichlet(1, 1, 1): each share has mean 1/3, and is above 1/2 a quarter of the time.
        Assert.Equal(1.0 / 3, drawn.Average(set => set["salt"].As<double>()), 0.01);
        Assert.Equal(0.25, drawn.Average(set => set["salt"].As<double>() > 0.5 ? 1 : 0), 0.02);
    }

    [Fact]
    public void Mending_AMixture_FindsTheNearestPoint()
    {
        var repaired = _mixture.Rules[0].Repair(ParameterSet.Of(("flour", 0.9), ("water", 0.6), ("salt", 0.0)), _mixture);

        Assert.Equal(0.65, repaired["flour"].As<double>(), 1e-9);
        Assert.Equal(0.35, repaired["water"].As<double>(), 1e-9);
        Assert.Equal(0, repaired["salt"].As<double>(), 1e-9);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(3)]
    [InlineData(30)]
    public void WholeNumbers_SumToTheirTotal(int total)
    {
        var space = new SearchSpace
        {
            ["a"] = new IntDistribution(0, 10),
            ["b"] = new IntDistribution(1, 10),
            ["c"] = new IntDistribution(1, 10),
            Rules = [new SumRule(total, "a", "b", "c")],
        };

        Assert.All(Enumerable.Range(0, 200), i => Assert.True(space.Contains(space.Sample(RandomAddress.FromSeed(2).At(i)))));
    }

    [Fact]
    public void Order_IsMendedBySorting()
    {
        var space = new SearchSpace
        {
            ["low"] = new FloatDistribution(0, 1),
            ["high"] = new FloatDistribution(0, 1),
            Rules = [new OrderRule("low", "high")],
        };

        Assert.Equal(
            ParameterSet.Of(("low", 0.2), ("high", 0.7)), space.Rules[0].Repair(ParameterSet.Of(("low", 0.7), ("high", 0.2)), space));
        Assert.False(space.Contains(ParameterSet.Of(("low", 0.7), ("high", 0.2))));
        Assert.False(space.Rules[0].Holds(ParameterSet.Of(("low", 0.7), ("high", 0.7))));
    }

    [Fact]
    public void ARule_OnAParameterTheSpaceLacks_IsRefused()
    {
        var error = Assert.Throws<TrimtabException>(
            () => new SearchSpace { ["a"] = new FloatDistribution(0, 1), Rules = [new OrderRule("a", "b")] });

        Assert.Contains("'b'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_ThatCanNeverBeKept_AreRefusedWithTheSpace()
    {
        var words = Refused(new CategoricalDistribution(["x", "y"]), new OrderRule("a", "b"));
        var sum = Refused(new IntDistribution(1, 3), new SumRule(5, "a", "b"));
        var list = Refused(new CategoricalDistribution(["x", "y"]), new SumRule(1, "a", "b"));

        Assert.Contains("Only numbers have an order", words.Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 4", sum.Message, StringComparison.Ordinal);
        Assert.Contains("Only numbers have a sum", list.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SumRule(1, "a"));
        Assert.Throws<ArgumentException>(() => new OrderRule("a"));
        Assert.Throws<ArgumentException>(() => new PredicateRule("none", _ => true));
    }

    [Fact]
    public void ARule_NothingKeeps_IsSaid()
    {
        var space = new SearchSpace
        {
            ["a"] = new FloatDistribution(0, 1),
            Rules = [new PredicateRule("a is below 0", set => set["a"].As<double>() < 0, "a")],
        };

        Assert.Contains(
            "a is below 0",
            Assert.Throws<TrimtabException>(() => space.Sample(RandomAddress.FromSeed(1))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void FixedParameters_StayWhereTheyAre()
    {
        var study = new Study(new() { Space = _mixture, Fixed = ParameterSet.Of(("salt", 0.25)) });
        for (int i = 0; i < 30; i++)
        {
            var trial = study.Ask();
            double sum = trial.SuggestFloat("flour", 0, 1) + trial.SuggestFloat("water", 0, 1);
            Assert.Equal(0.75, sum, 1e-6);
            Assert.Equal(0.25, trial.SuggestFloat("salt", 0, 1));
            trial.Tell(sum);
        }
    }

    [Fact]
    public async Task ATypedSpace_WithAWillOfItsOwn_IsOnlyAskedWhatItAllows()
    {
        var study = new Study(new() { Seed = 4 });

        await study.OptimizeAsync<Window>(
            window => window.IsAllowed ? Math.Abs(window.High - window.Low - 3) : throw new InvalidOperationException("not allowed"),
            60,
            cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    [Fact]
    public void Candidates_OfARandomizedSearch_KeepTheRules() =>
        Assert.All(new ParameterSampler(_mixture, 50), candidate => Assert.True(_mixture.Contains(candidate)));

    /// <summary>Why a rule for <c>a</c>, a number, and <c>b</c> is refused.</summary>
    private static TrimtabException Refused(Distribution b, SpaceRule rule) => Assert.Throws<TrimtabException>(
        () => new SearchSpace { ["a"] = new FloatDistribution(0, 1), ["b"] = b, Rules = [rule] });

    public sealed record Window : IRestricted
    {
        [FloatRange(0, 10)]
        public double Low { get; init; }

        [FloatRange(0, 10)]
        public double High { get; init; } = 1;

        public bool IsAllowed => Low < High;
    }
}
