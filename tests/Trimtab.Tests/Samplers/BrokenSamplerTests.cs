using Trimtab.Samplers;
using Trimtab.Spaces;
using Xunit.Sdk;

namespace Trimtab.Tests.Samplers;

/// <summary>The suite of samplers fails for a sampler that breaks a rule.</summary>
public class BrokenSamplerTests
{
    /// <summary>The study itself refuses the values: the suite fails with its message.</summary>
    [Fact]
    public async Task Suite_OfASamplerOutOfRange_Fails()
    {
        var suite = Suite((_, _, _) => 1e9);

        var error = await Assert.ThrowsAsync<TrimtabException>(() => suite.Suggestions_InEveryKindOfDomain_LieInsideIt("broken"));

        Assert.Contains("A sampler must suggest a value the distribution allows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Suite_OfASamplerThatRemembersItsRequests_Fails()
    {
        int requests = 0;
        var suite = Suite((_, _, distribution) => Share(distribution, ++requests * 0.0618));

        Assert.ThrowsAny<XunitException>(() => suite.ANewProcess_WithTheSameHistory_SuggestsTheSame("broken"));
    }

    [Fact]
    public async Task Suite_OfASamplerThatReadsAClock_Fails() => await Assert.ThrowsAnyAsync<XunitException>(() =>
        Suite((_, _, distribution) => Share(distribution, TimeProvider.System.GetTimestamp() * 0.618))
            .AStudy_OnAnyNumberOfWorkers_IsTheSame("broken"));

    [Fact]
    public async Task Suite_OfASamplerWithAlternativesOutOfRange_Fails()
    {
        var broken = new Suggestion(ParameterSet.Of(("n", 2))) { Alternatives = [ParameterSet.Of(("n", 99))] };

        var error = await Assert.ThrowsAnyAsync<Exception>(() => new Broken(new JointSampler(broken))
            .Suggestions_InAFiniteSpace_HaveAlternativesInsideIt("broken"));

        Assert.Contains("a value the distribution allows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suite_OfASamplerThatHoldsOneValueAndSuggestsAnother_Fails()
    {
        var broken = new Suggestion(ParameterSet.Of(("n", 2))) { Held = ParameterSet.Of(("n", 3)) };

        await Assert.ThrowsAnyAsync<XunitException>(() => new Broken(new JointSampler(broken))
            .Suggestions_InAFiniteSpace_HaveAlternativesInsideIt("broken"));
    }

    private static ParameterValue Share(Distribution distribution, double place)
    {
        var space = new SearchSpace { ["x"] = distribution };
        return new SpaceTransform(space).AtShares([place - Math.Floor(place)])["x"];
    }

    private static Broken Suite(Func<SuggestionRequest, string, Distribution, ParameterValue> suggest) => new(new BrokenSampler(suggest));

    private sealed class Broken(Sampler sampler) : SamplerConformance
    {
        protected override Sampler Create(string name) => sampler;
    }

    private sealed record BrokenSampler(Func<SuggestionRequest, string, Distribution, ParameterValue> Suggest) : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new Suggesting(Suggest);
    }

    private sealed class Suggesting(Func<SuggestionRequest, string, Distribution, ParameterValue> suggest) : Suggester
    {
        public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
            suggest(request, name, distribution);
    }

    private sealed record JointSampler(Suggestion Suggestion) : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new Joint(Suggestion);
    }

    private sealed class Joint(Suggestion suggestion) : Suggester
    {
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) =>
            space.ContainsKey("n") ? suggestion : ParameterSet.Empty;
    }
}
