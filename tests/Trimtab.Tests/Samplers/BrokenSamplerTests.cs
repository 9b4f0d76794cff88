using Trimtab.Samplers;
using Trimtab.Spaces;
using Xunit.Sdk;

namespace Trimtab.Tests.Samplers;

/// <summary>The suite of samplers fails for a sampler that breaks a rule.</summary>
public class BrokenSamplerTests
{
    [Fact]
    public async Task Suite_OfASamplerOutOfRange_Fails() =>
        Assert.Contains("suggested", (await Assert.ThrowsAnyAsync<XunitException>(() =>
            Suite((request, name, _) => 1e9).Suggestions_InEveryKindOfDomain_LieInsideIt("broken"))).Message, StringComparison.Ordinal);

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
}
