using System.Text.Json;
using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Tests.Pruners;

public class PrunerTests
{
    [Fact]
    public void Median_OfWorkedExamples_ComparesTheBestSoFarWithTheOthersAtTheEpoch()
    {
        History others = new([.. Enumerable.Range(1, 5).Select(i => Curve(i, TrialState.Complete, i, i, i))]);
        var median = new MedianPruner();

        Assert.False(Prunes(median, others, 3, 3)); // as good as the median, 3
        Assert.True(Prunes(median, others, 3.5, 3.1));
        Assert.False(Prunes(median, others, 2.9, 9)); // its best was better
        Assert.True(Prunes(median, others, double.NaN));
        Assert.False(Prunes(median, new(others.Take(4)), 9, 9)); // four are not five
        Assert.False(Prunes(median with { WarmupEpochs = 2 }, others, 9, 9));
        Assert.True(Prunes(new PercentilePruner(25), others, 2.5));
        Assert.False(Prunes(new PercentilePruner(25), others, 2));
    }

    /// <summary>Random histories with gaps, intervals, warm-ups, NaN and infinite reports: the decisions are Optuna's.</summary>
    [Theory]
    [InlineData("percentile", 300)]
    [InlineData("wilcoxon", 200)]
    public void Decisions_OfRandomHistories_AreOptunas(string name, int count)
    {
        var cases = Oracles.Load("pruners.json").GetProperty("cases").EnumerateArray().Where(sample => Is(sample, "pruner", name)).ToList();

        Assert.Equal(count, cases.Count);
        Assert.Empty(
            cases.Where(sample => Decide(sample) != sample.GetProperty("prunes").GetBoolean()).Select(sample => sample.GetRawText()));
    }

    [Fact]
    public void Median_BesideAnInfiniteRival_IsTheMiddleOne()
    {
        History others = new([.. new[] { 1, 2, 3, 4, double.PositiveInfinity }.Select((value, i) => Curve(i, TrialState.Complete, value))]);

        Assert.False(Prunes(new MedianPruner(), others, 3));
        Assert.True(Prunes(new MedianPruner(), others, 3.1));
        Assert.False(Prunes(new PercentilePruner(75), others, 4));
        Assert.False(Prunes(new PercentilePruner(90), others, 1e9)); // between 4 and ∞
    }

    [Fact]
    public void Median_WhereLargeIsGood_TurnsRound()
    {
        History others = new([.. Enumerable.Range(1, 5).Select(i => Curve(i, TrialState.Complete, i))]);

        Assert.True(new MedianPruner().Stops(Curve(9, TrialState.Running, 2.9), others, Direction.Maximize));
        Assert.False(new MedianPruner().Stops(Curve(9, TrialState.Running, 3.1), others, Direction.Maximize));
    }

    [Fact]
    public void Threshold_OutOfBounds_Prunes()
    {
        var pruner = new ThresholdPruner { Lower = 0, Upper = 1, WarmupEpochs = 1 };

        Assert.False(Prunes(pruner, History.Empty, 5));
        Assert.True(Prunes(pruner, History.Empty, 5, 1.1));
        Assert.True(Prunes(pruner, History.Empty, 5, double.NaN));
        Assert.False(Prunes(pruner, History.Empty, 5, 1));
    }

    [Fact]
    public void Patient_AfterSomeEpochsWithoutImprovement_Asks()
    {
        var pruner = new PatientPruner { Patience = 2 };

        Assert.False(Prunes(pruner, History.Empty, 1, 2, 2));
        Assert.True(Prunes(pruner, History.Empty, 1, 2, 2, 2));
        Assert.False(Prunes(pruner, History.Empty, 1, 2, 2, 0.5));
        Assert.False(Prunes(pruner with { Inner = new NoPruner() }, History.Empty, 1, 2, 2, 2));
    }

    /// <summary>η = 2, rungs at 1, 2, 4: the better half of those that reached a rung goes on.</summary>
    [Fact]
    public void SuccessiveHalving_AtARung_LetsTheBetterHalfGoOn()
    {
        var pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2 };
        History others = new([Curve(0, TrialState.Complete, 1, 1, 1, 1), Curve(1, TrialState.Pruned, 4), Curve(
            2, TrialState.Pruned, 3, 3)]);

        Assert.False(Prunes(pruner, History.Empty, 9));
        Assert.False(Prunes(pruner, others, 2)); // second of four
        Assert.True(Prunes(pruner, others, 3.5)); // third of four
        Assert.True(Prunes(pruner, others, 2, 2)); // second of three: one goes on
        Assert.False(Prunes(pruner, others, 2, 0.5, 9)); // epoch 3 is no rung
        Assert.True(Prunes(pruner, others, double.NaN));
    }

    [Fact]
    public void Hyperband_Brackets_AreFilledInProportionAndSomeNeverPrune()
    {
        var pruner = new HyperbandPruner { MaxResource = 9, ReductionFactor = 3 };
        History others = new([.. Enumerable.Range(0, 60).Select(i => Curve(i, TrialState.Complete, 1, 1, 1, 1, 1, 1, 1, 1, 1))]);

        int pruned = Enumerable.Range(100, 300).Count(number => pruner.Stops(Curve(number, TrialState.Running, 5), others));

        // Budgets ⌈3·9/3⌉, ⌈3·3/2⌉, ⌈3·1/1⌉ = 9, 5, 3: nine of seventeen halve at epoch 1.
        Assert.InRange(pruned / 300.0, (9 / 17.0) - 0.1, (9 / 17.0) + 0.1);
    }

    [Fact]
    public void Wilcoxon_OverFolds_NeverMixesThem()
    {
        History best = new([Folds(0, TrialState.Complete, 1, 2, 3, 4, 5, 6)]);
        var pruner = new WilcoxonPruner();

        Assert.True(pruner.Stops(Folds(1, TrialState.Running, 1.1, 2.2, 3.3, 4.4, 5.5), best)); // p = 1/32
        Assert.False(pruner.Stops(Folds(1, TrialState.Running, 1.1, 2.2, 3.3), best)); // p = 1/8
        Assert.False(pruner.Stops(Folds(1, TrialState.Running, 0.9, 1.8, 2.7, 3.6, 4.5), best));
    }

    [Fact]
    public void Wilcoxon_InTheMiddleOfAFold_Waits()
    {
        var best = new History([Folds(0, TrialState.Complete, 1, 2, 3, 4, 5, 6)]);
        var ours = Folds(1, TrialState.Running, 1.1, 2.2, 3.3, 4.4, 5.5);
        Report[] longer = [.. ours.Reports.SelectMany(report => new[] { report, report with { Epoch = 2 } })];

        Assert.True(new WilcoxonPruner().Stops(ours with { Reports = longer }, best));
        Assert.False(new WilcoxonPruner().Stops(ours with { Reports = longer[..^1] }, best));
    }

    /// <summary>
    /// Twenty rivals of the same mean, ten folds: a trial no worse than they is ended at most as often as the level says, a worse one soon.
    /// </summary>
    [Theory]
    [InlineData(0, 0, 0.1)]
    [InlineData(3, 0.9, 1)]
    public void Racing_OverFolds_KeepsItsLevel(double worse, double least, double most)
    {
        const int Rivals = 20, Count = 10, Repeats = 300;
        int ended = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            var random = RandomAddress.FromSeed(9).At(repeat).Stream();
            double[] fold = Drawn(ref random, Count, 2), ours = Drawn(ref random, Count, 1);
            var history = new List<Trial>();
            for (int rival = 0; rival < Rivals; rival++)
            {
                history.Add(Folds(rival, TrialState.Complete, [.. Drawn(ref random, Count, 1).Zip(fold, (a, b) => a + b)]));
            }

            double[] values = [.. ours.Zip(fold, (a, b) => a + b + worse)];
            ended += Enumerable.Range(1, Count).Any(folds => new RacingPruner { Level = 0.1 }.Stops(
                Folds(99, TrialState.Running, values[..folds]), new(history)))
                ? 1
                : 0;
        }

        Assert.InRange((double)ended / Repeats, least, most);
    }

    [Fact]
    public void SignedRank_OfTheOraclesSamples_MatchesSciPy()
    {
        int compared = 0;
        foreach (var sample in Oracles.Load("statistics.json").GetProperty("wilcoxon").EnumerateArray())
        {
            double[] d = sample.GetProperty("d").Numbers();
            bool hasTies = d.Select(Math.Abs).Distinct().Count() < d.Length;
            foreach (var result in sample.GetProperty("results").EnumerateArray().Where(IsComparable))
            {
                if ((hasTies && d.All(v => v != 0)) || !result.TryGetProperty("result", out var outcome))
                {
                    continue; // this version of SciPy is exact with ties, and truncates the statistic
                }

                var value = outcome.TryGetProperty("value", out var inner) ? inner : outcome;
                double p = d.Contains(0) ? WilcoxonSignedRank.Approximate(d) : WilcoxonSignedRank.Greater(d); // SciPy's choice
                Assert.Equal(value.GetProperty("pvalue").Number(), p, 1e-12);
                compared++;
            }
        }

        Assert.True(compared >= 3, $"compared {compared}");
    }

    [Fact]
    public void SignedRank_WithTiesAndZeros_IsTheShareOfSignsWithSuchARankSum()
    {
        var random = RandomAddress.FromSeed(5).Stream();
        for (int repeat = 0; repeat < 300; repeat++)
        {
            double[] differences = [.. Enumerable.Range(0, 1 + random.NextInt32(9)).Select(_ => (double)(random.NextInt32(7) - 3))];
            int[] moved = [.. Enumerable.Range(0, differences.Length).Where(i => differences[i] != 0)];
            double Sum(IEnumerable<int> positive) => positive.Sum(
                i => differences.Count(d => Math.Abs(d) < Math.Abs(differences[i]))
                    + ((differences.Count(d => Math.Abs(d) == Math.Abs(differences[i])) + 1) / 2.0));
            double observed = Sum(moved.Where(i => differences[i] > 0));
            int asLarge = Enumerable.Range(0, 1 << moved.Length)
                .Count(signs => Sum(moved.Where((_, bit) => ((signs >> bit) & 1) == 1)) >= observed);

            Assert.Equal((double)asLarge / (1 << moved.Length), WilcoxonSignedRank.Greater(differences), 1e-12);
        }

        Assert.Equal(0.25, WilcoxonSignedRank.Greater([0.1, 0.1]));
    }

    private static double[] Drawn(ref RandomStream random, int count, double scale)
    {
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++)
        {
            drawn[i] = scale * random.NextNormal();
        }

        return drawn;
    }

    private static bool Decide(JsonElement sample)
    {
        bool isOverFolds = Is(sample, "pruner", "wilcoxon");
        Pruner pruner = isOverFolds
            ? new WilcoxonPruner { Threshold = 0.1, StartupFolds = 2 }
            : new PercentilePruner(sample.GetProperty("percentile").GetDouble())
            {
                StartupTrials = sample.GetProperty("startup").GetInt32(),
                WarmupEpochs = sample.GetProperty("warmup").GetInt32(),
                Interval = sample.GetProperty("interval").GetInt32(),
            };
        var history = sample.GetProperty("rivals").EnumerateArray().Select(
            (rival, i) => isOverFolds ? Folds(i, TrialState.Complete, rival.Numbers()) : Curve(i, TrialState.Complete, rival.Numbers()));
        double[] values = sample.GetProperty("values").Numbers();
        var epochs = sample.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetInt32());
        var running = isOverFolds ? Folds(99, TrialState.Running, values) : Curve(99, TrialState.Running, values);
        running = isOverFolds
            ? running
            : running with { Reports = [.. running.Reports.Zip(epochs, (report, epoch) => report with { Epoch = epoch })] };
        return pruner.Stops(
            running, new(history), sample.GetProperty("maximize").GetBoolean() ? Direction.Maximize : Direction.Minimize, "study");
    }

    private static bool IsComparable(JsonElement result) =>
        Is(result, "zero_method", "zsplit") && Is(result, "alternative", "greater") && Is(result, "method", "auto")
        && !result.GetProperty("correction").GetBoolean();

    private static bool Is(JsonElement element, string property, string value) => element.GetProperty(property).GetString() == value;

    private static bool Prunes(Pruner pruner, History others, params double[] curve) =>
        pruner.Stops(Curve(99, TrialState.Running, curve), others, study: "study");

    private static Trial Curve(int number, TrialState state, params double[] values) => new()
    {
        Number = number,
        Parameters = ParameterSet.Empty,
        State = state,
        Reports = [.. values.Select((value, i) => new Report(0, i + 1, new Dictionary<string, double> { ["value"] = value }))],
    };

    private static Trial Folds(int number, TrialState state, params double[] values) => new()
    {
        Number = number,
        Parameters = ParameterSet.Empty,
        State = state,
        Reports = [.. values.Select((value, i) => new Report(i, 1, new Dictionary<string, double> { ["value"] = value }))],
    };
}
