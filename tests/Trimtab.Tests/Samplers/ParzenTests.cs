using System.Text.Json;
using Trimtab.Numerics;
using Trimtab.Samplers.Tpe;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Parzen estimators: densities beside those of Optuna's own (tests/oracles/parzen.py), masses, draws, whole ranges.</summary>
public class ParzenTests
{
    [Fact]
    public void LogDensity_OfTheOraclesTrials_IsOptunas()
    {
        foreach (var oracle in Oracles.Load("parzen.json").GetProperty("cases").EnumerateArray())
        {
            var space = SearchSpace.Create(oracle.GetProperty("axes").EnumerateArray().Select(Axis));
            var axes = new SpaceTransform(space);
            double[][] trials = Places(axes, oracle.GetProperty("trials")), points = Places(axes, oracle.GetProperty("points"));
            bool[] isGood = [.. oracle.GetProperty("good").EnumerateArray().Select(flag => flag.GetBoolean())];
            double prior = oracle.GetProperty("prior").GetDouble();
            var (good, others) = (Estimate(axes, trials, isGood, true, prior), Estimate(axes, trials, isGood, false, prior));

            AssertDensities(oracle.GetProperty("good_density").Numbers(), good, points, space);
            AssertDensities(oracle.GetProperty("other_density").Numbers(), others, points, space);
        }
    }

    /// <summary>Simpson's rule over 2,000 intervals: its error is far below the tolerance, as no kernel is narrower than 1/100.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void Density_OfARealParameter_IntegratesToOne(int trials)
    {
        var axes = new SpaceTransform(new() { ["x"] = new FloatDistribution(-1, 3) });
        var estimate = Estimate(axes, Draw(axes, trials, 1), [.. new bool[trials]], false, 1);
        const int Intervals = 2000;

        double sum = Enumerable.Range(0, Intervals + 1).Sum(i =>
            Math.Exp(estimate.LogDensity([-1 + (4.0 * i / Intervals)])) * (i is 0 or Intervals ? 1 : i % 2 == 0 ? 2 : 4));

        Assert.Equal(1, sum * 4 / Intervals / 3, 1e-9);
    }

    [Fact]
    public void Density_OfCountedParameters_SumsToOne()
    {
        var space = new SearchSpace
        {
            ["kind"] = ParameterValues.Create("a", "b"),
            ["steps"] = new FloatDistribution(0, 1, Step: 0.25),
            ["units"] = new IntDistribution(1, 9, Log: true),
        };
        var axes = new SpaceTransform(space);
        var estimate = Estimate(axes, Draw(axes, 30, 2), [.. new bool[30]], false, 1);

        double sum = (from kind in Enumerable.Range(0, 2)
                      from step in Enumerable.Range(0, 5)
                      from units in Enumerable.Range(1, 9)
                      select Math.Exp(estimate.LogDensity([kind, axes[1].Of(step * 0.25), axes[2].Of(units)]))).Sum();

        Assert.Equal(1, sum, 1e-12);
    }

    /// <summary>Frequencies of draws in twenty cells beside the density's integral, within four standard errors.</summary>
    [Fact]
    public void Sample_OfManyDraws_FollowsTheDensity()
    {
        const int Draws = 20_000, Cells = 20, Parts = 50;
        var axes = new SpaceTransform(new() { ["x"] = new FloatDistribution(0, 1), ["kind"] = ParameterValues.Create("a", "b", "c") });
        var estimate = Estimate(axes, Draw(axes, 12, 3), [.. new bool[12]], false, 1);
        var random = RandomAddress.FromSeed(4).Stream();
        int[,] counts = new int[3, Cells];
        double[] point = new double[2];

        for (int i = 0; i < Draws; i++)
        {
            estimate.Sample(ref random, point);
            counts[(int)point[0], Math.Min(Cells - 1, (int)(point[1] * Cells))]++;
        }

        for (int kind = 0; kind < 3; kind++)
        {
            for (int cell = 0; cell < Cells; cell++)
            {
                double p = Enumerable.Range(0, Parts).Average(part =>
                    Math.Exp(estimate.LogDensity([kind, (cell + ((part + 0.5) / Parts)) / Cells]))) / Cells;
                Assert.Equal(p, counts[kind, cell] / (double)Draws, (4 * Math.Sqrt(p * (1 - p) / Draws)) + 1e-5);
            }
        }
    }

    /// <summary>An estimator that has seen other sets keeps kernels that did not change; the density must not show it.</summary>
    [Fact]
    public void Set_AgainWithMoreTrialsAndOthersGood_IsAsANewOne()
    {
        var space = new SearchSpace
        {
            ["a"] = new FloatDistribution(0, 1),
            ["b"] = new FloatDistribution(1e-3, 1, Log: true),
            ["c"] = new FloatDistribution(-5, 5),
            ["n"] = new IntDistribution(1, 20),
        };
        var axes = new SpaceTransform(space);
        double[][] trials = Draw(axes, 200, 5), points = Draw(axes, 5, 6);
        var (kept, growing) = (new Parzen(axes), new KernelTrials(axes.Count));
        foreach (int count in (int[])[5, 40, 41, 200, 90])
        {
            bool[] isGood = [.. trials.Take(count).Select((_, i) => i * 7919 % 100 < count / 4)];
            if (growing.Count > count)
            {
                growing.Clear();
                trials = [.. trials.Reverse()];
            }

            Array.ForEach(trials[growing.Count..count], place => growing.Add(place));
            kept.Set(growing, isGood, [[0.5, -3, 0, 7]], 1);
            var anew = new Parzen(axes);
            anew.Set(Kernels(axes, trials[..count]), isGood, [[0.5, -3, 0, 7]], 1);

            Assert.Equal(points.Select(point => anew.LogDensity(point)), points.Select(point => kept.LogDensity(point)));
        }
    }

    /// <summary>
    /// Choices that are the same in each block of trials of which one has the kernel: the probabilities are those of all trials, the
    /// weights of a block being the block's.
    /// </summary>
    [Fact]
    public void Density_OfASample_HasTheWeightsOfAllTrials()
    {
        const int Trials = 5000, Most = 400;
        var axes = new SpaceTransform(new() { ["kind"] = ParameterValues.Create("a", "b", "c") });
        var sample = TrialSample.Of(Trials, Most);
        double[][] trials = [.. Enumerable.Range(0, Trials).Select(trial => new double[]
        {
            trial < sample.Recent ? trial / sample.Stride % 3 : trial % 3,
        })];
        var kernels = new KernelTrials(1);
        foreach (var (trial, share) in sample.Kernels(Trials))
        {
            kernels.Add(trials[trial], share);
        }

        var (whole, sampled) = (new Parzen(axes), new Parzen(axes));
        whole.Set(Kernels(axes, trials), All(Trials), [], 1);
        sampled.Set(kernels, All(kernels.Count), [], 1);

        foreach (double choice in (double[])[0, 1, 2])
        {
            Assert.Equal(whole.LogDensity([choice]), sampled.LogDensity([choice]), 1e-10);
        }

        static bool[] All(int count) => [.. Enumerable.Repeat(true, count)];
    }

    /// <summary>
    /// The cells of whole numbers up to 2⁶² are as narrow as those of reals, up to a factor that good and other trials share: the ratio of
    /// their densities, which TPE maximizes, is that of a real parameter.
    /// </summary>
    [Theory]
    [InlineData(1L << 40, false)]
    [InlineData(1L << 50, false)]
    [InlineData(1L << 62, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(1L << 62, true)]
    public void LogDensity_OfAWholeRange_HasTheRatioOfAReal(long high, bool log)
    {
        var whole = new SpaceTransform(new() { ["x"] = new IntDistribution(1, high, Log: log) });
        var real = new SpaceTransform(new() { ["x"] = new FloatDistribution(1, high, Log: log) });
        double[][] shares = [[0.8], [0.83], [0.7], [0.95], [0.99], [0.6], [0.75], [0.9]];
        bool[] isGood = [true, true, false, false, false, false, true, false];

        foreach (double share in (double[])[0.65, 0.81, 0.9, 0.98])
        {
            double expected = Ratio(real, share), actual = Ratio(whole, share);

            Assert.Equal(expected, actual, 1e-3); // the ends of the ranges and the sizes of cells differ a little
        }

        double Ratio(SpaceTransform axes, double share)
        {
            double[][] places = [.. shares.Select(at => new[] { PlaceOf(axes[0], at[0]) })];
            double[] point = [PlaceOf(axes[0], share)];
            var (good, others) = (Estimate(axes, places, isGood, true, 1), Estimate(axes, places, isGood, false, 1));
            return good.LogDensity(point) - others.LogDensity(point);
        }

        static double PlaceOf(TransformedParameter axis, double share) => axis.Snap(axis.Low + (share * (axis.High - axis.Low)));
    }

    /// <summary>Within 1e-9: tails of SciPy's and our masses; kernels below e⁻⁴⁰ of the density are left out.</summary>
    private static void AssertDensities(double[] expected, Parzen estimate, double[][] points, SearchSpace space)
    {
        foreach (var (theirs, point) in expected.Zip(points))
        {
            double ours = estimate.LogDensity(point);
            Assert.True(Math.Abs(theirs - ours) < 1e-9, $"{string.Join(", ", space.Keys)}: {theirs}, ours {ours}");
        }
    }

    private static Parzen Estimate(SpaceTransform axes, double[][] trials, bool[] isGood, bool good, double prior)
    {
        var estimate = new Parzen(axes);
        estimate.Set(Kernels(axes, trials), [.. isGood.Select(flag => flag == good)], [], prior);
        return estimate;
    }

    private static KernelTrials Kernels(SpaceTransform axes, double[][] trials)
    {
        var kernels = new KernelTrials(axes.Count);
        Array.ForEach(trials, place => kernels.Add(place));
        return kernels;
    }

    private static double[][] Draw(SpaceTransform axes, int count, ulong seed) =>
        [.. Enumerable.Range(0, count).Select(i => axes.Of(axes.Space.Sample(RandomAddress.FromSeed(seed).At(i)))!)];

    private static KeyValuePair<string, Distribution> Axis(JsonElement axis)
    {
        string name = axis.GetProperty("name").GetString()!;
        if (axis.TryGetProperty("choices", out var choices))
        {
            var values = choices.EnumerateArray().Select(choice => (ParameterValue)choice.GetString()!);
            return new(name, new CategoricalDistribution([.. values]));
        }

        double low = axis.GetProperty("low").GetDouble(), high = axis.GetProperty("high").GetDouble();
        bool log = axis.GetProperty("log").GetBoolean();
        return new(name, axis.GetProperty("int").GetBoolean()
            ? new IntDistribution((long)low, (long)high, Log: log)
            : axis.GetProperty("step") is { ValueKind: JsonValueKind.Number } step
                ? new FloatDistribution(low, high, Step: step.GetDouble())
                : new FloatDistribution(low, high, Log: log));
    }

    /// <summary>Rows of values, the choices of a list as indices.</summary>
    private static double[][] Places(SpaceTransform axes, JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.Numbers()
        .Select((value, i) => axes[i].IsCategorical ? value : axes[i].Of(value)).ToArray())];
}
