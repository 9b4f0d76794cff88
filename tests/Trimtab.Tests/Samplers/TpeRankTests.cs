using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Samplers.Tpe;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Which trials TPE takes as good: how many, and in which order of states, values and constraints.</summary>
public class TpeRankTests
{
    private const int Most = 200;

    private static readonly SearchSpace _space = new() { ["x"] = new FloatDistribution(0, 100) };

    /// <summary>Optuna's default_gamma: the least of ⌈n/10⌉ and 25; several objectives: ⌈n/10⌉.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(10, 1, 1)]
    [InlineData(11, 1, 2)]
    [InlineData(241, 1, 25)]
    [InlineData(100_000, 1, 25)]
    [InlineData(100_000, 2, 10_000)]
    public void BelowCount_OfANumberOfTrials_IsOptunas(int trials, int objectives, int expected) =>
        Assert.Equal(expected, new TpeSampler().BelowCount(trials, objectives));

    /// <summary>
    /// By hand: complete trials by value (3, 0), pruned ones, those that came further first, then by value (5, 2, 1), violations from the
    /// smallest (6, 4), failed ones (7).
    /// </summary>
    [Theory]
    [InlineData(Direction.Minimize)]
    [InlineData(Direction.Maximize)]
    public void Split_OfTrialsOfEveryState_TakesTheBestFirst(Direction direction)
    {
        double sign = direction == Direction.Maximize ? -1 : 1;
        Trial[] trials =
        [
            Trial(0, TrialState.Complete, 5 * sign),
            Trial(1, TrialState.Pruned, 2 * sign, epoch: 3),
            Trial(2, TrialState.Pruned, 1 * sign, epoch: 3),
            Trial(3, TrialState.Complete, 4 * sign),
            Trial(4, TrialState.Complete, -9 * sign, violation: 2),
            Trial(5, TrialState.Pruned, 8 * sign, epoch: 7),
            Trial(6, TrialState.Complete, 99 * sign, violation: 1),
            Trial(7, TrialState.Failed, null),
        ];
        int[] order = [3, 0, 5, 2, 1, 6, 4, 7];
        var (ranking, memory) = Learned(new([new("value", direction)], 1, RandomAddress.FromSeed(0)), trials);

        for (int good = 1; good <= order.Length; good++)
        {
            var (best, others) = memory.Split(ranking.Best(good), [], 1);

            bool[] isGood = [.. trials.Select(trial => order.Take(good).Contains(trial.Number))];
            Assert.Equal(Expected(trials, isGood, true), best.LogDensity([42]));
            Assert.Equal(Expected(trials, isGood, false), others.LogDensity([42]));
        }

        Assert.Equal(7, ranking.Successes);
    }

    /// <summary>A history that comes in parts is as the whole one, where a sample of the trials has kernels, too.</summary>
    [Theory]
    [InlineData(30, 0, 1, 7, 7, 20, 30)]
    [InlineData(1100, 3, 200, 201, 202, 640, 650, 1099, 1100)]
    public void Learn_OfAHistoryInParts_IsAsTheWhole(int count, params int[] parts)
    {
        Trial[] trials = [.. Enumerable.Range(0, count).Select(i => Trial(i, TrialState.Complete, i * 0.618 % 1))];
        var problem = new StudyProblem([new("value")], 1, RandomAddress.FromSeed(0));
        var (ranking, whole) = Learned(problem, trials);
        var growing = new TpeRanking(problem, 25);
        var memory = new TpeMemory(growing, _space, Most);

        foreach (int part in parts)
        {
            growing.Learn(new(trials.Take(part)));
            memory.Learn();
            memory.Split(growing.Best(Math.Min(part, 3)), [], 1);
        }

        var (expected, actual) = (whole.Split(ranking.Best(3), [], 1), memory.Split(growing.Best(3), [], 1));
        Assert.Equal(expected.Below.LogDensity([30]), actual.Below.LogDensity([30]));
        Assert.Equal(expected.Above.LogDensity([30]), actual.Above.LogDensity([30]));
        Assert.Equal(count, memory.Count);
        Assert.False(growing.CanLearn(new(trials.Take(count - 1))));
    }

    /// <summary>Good trials have kernels however old they are, and however many trials there are.</summary>
    [Fact]
    public void Split_OfMoreTrialsThanKernels_KeepsEveryGoodTrial()
    {
        Trial[] trials = [.. Enumerable.Range(0, 5000).Select(i => Trial(i, TrialState.Complete, i is 101 or 102 or 4007 ? -1 : i))];
        var (ranking, memory) = Learned(new([new("value")], 1, RandomAddress.FromSeed(0)), trials);

        var below = memory.Split(ranking.Best(3), [], 1).Below;

        Assert.Equal([101, 102, 4007], ranking.Best(3));
        Assert.Equal(Expected([trials[101], trials[102], trials[4007]], [true, true, true], true), below.LogDensity([42]));
    }

    /// <summary>A trial under way is another of the bad ones (constant liar).</summary>
    [Fact]
    public void Split_WithATrialUnderWay_CountsItAmongTheOthers()
    {
        Trial[] trials = [Trial(0, TrialState.Complete, 0), Trial(1, TrialState.Complete, 1)];
        var (ranking, memory) = Learned(new([new("value")], 1, RandomAddress.FromSeed(0)), trials);

        var (good, others) = memory.Split(ranking.Best(1), [ParameterSet.Of(("x", 90.0)), ParameterSet.Of(("y", 1.0))], 1);

        Assert.Equal(Expected(trials, [true, false], true), good.LogDensity([42]));
        Assert.Equal(Expected(trials, [true, false], false, [90]), others.LogDensity([42]));
    }

    private static (TpeRanking Ranking, TpeMemory Memory) Learned(StudyProblem problem, Trial[] trials)
    {
        var ranking = new TpeRanking(problem, 25);
        ranking.Learn(new(trials));
        var memory = new TpeMemory(ranking, _space, Most);
        memory.Learn();
        return (ranking, memory);
    }

    private static double Expected(Trial[] trials, bool[] isGood, bool good, params double[][] besides)
    {
        var axes = new SpaceTransform(_space);
        var (estimate, kernels) = (new Parzen(axes), new KernelTrials(1));
        Array.ForEach(trials, trial => kernels.Add(axes.Of(trial.Parameters)));
        estimate.Set(kernels, [.. isGood.Select(flag => flag == good)], besides, 1);
        return estimate.LogDensity([42]);
    }

    private static Trial Trial(int number, TrialState state, double? value, int epoch = 0, double violation = 0) => new()
    {
        Number = number,
        State = state,
        Space = _space,
        Parameters = ParameterSet.Of(("x", 3.0 + (number * 11 % 97))),
        Values = value is { } known ? StudyKinds.Values(("value", known)) : StudyKinds.Values(),
        Reports = epoch > 0 ? [new(0, epoch, StudyKinds.Values(("value", value ?? 0)))] : [],
        Violation = violation,
    };

    /// <summary>All parameters of a request ask for the same: several objectives are ranked once.</summary>
    [Fact]
    public void Best_OfTheSameTrials_IsFoundOnce()
    {
        var problem = new StudyProblem([new("a"), new("b")], 1, RandomAddress.FromSeed(1));
        var ranking = new TpeRanking(problem, 25);
        var trials = Enumerable.Range(0, 6).Select(number => new Trial
        {
            Number = number,
            Parameters = ParameterSet.Empty,
            State = TrialState.Complete,
            Values = new Dictionary<string, double> { ["a"] = number, ["b"] = -number },
        }).ToList();
        ranking.Learn(new(trials.Take(5)));

        var first = ranking.Best(2);

        Assert.Same(first, ranking.Best(2));
        Assert.NotSame(first, ranking.Best(3));
        ranking.Learn(new(trials));
        Assert.Equal(3, ranking.Best(3).Count);
    }
}
