using Trimtab.Pruners;

namespace Trimtab.Tests.Pruners;

/// <summary>The suite of pruners fails for a pruner that breaks a rule.</summary>
public class BrokenPrunerTests
{
    [Fact]
    public void Suite_OfAPrunerThatThrowsOnNaN_Fails() => Assert.ThrowsAny<ArithmeticException>(() =>
        Suite(request => request.Trial.Reports.Any(report => Math.Sign(report.Metrics.Values.First()) > 9) // throws on NaN
                ? PruneDecision.Stop
                : PruneDecision.Continue)
            .Decide_OnReportsOfAnyKind_IsADecision("broken"));

    [Fact]
    public void Suite_OfAPrunerThatCountsRequests_Fails()
    {
        int requests = 0;

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            Suite(_ => ++requests > 10 ? PruneDecision.Stop : PruneDecision.Continue)
                .Decide_OnTheSameRequests_DecidesTheSameInAnyOrder("broken"));
    }

    [Fact]
    public void Suite_OfAPrunerThatPrefersHighLosses_Fails() => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
        Suite(request => request.RankFrom(request.Fold, 1, request.Curve.Best).Lower == 0 ? PruneDecision.Stop : PruneDecision.Continue)
            .TheBestTrial_WhateverEpochsAreReported_GoesOn("broken"));

    private static Broken Suite(Func<PruningRequest, PruneDecision> decide) => new(new BrokenPruner(decide));

    private sealed class Broken(Pruner pruner) : PrunerConformance
    {
        protected override Pruner Create(string name) => pruner;
    }

    private sealed record BrokenPruner(Func<PruningRequest, PruneDecision> Decision) : Pruner
    {
        public override PruneDecision Decide(PruningRequest request) => Decision(request);
    }
}
