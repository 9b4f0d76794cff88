using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Searches of more trials than their space has points: a candidate is trained once, and counts once.</summary>
public class FiniteSearchTests
{
    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 40).Select(row => (float)(row * 0.618 % 1))],
        [1],
        [.. Enumerable.Range(0, 40).Select(row => (row * 0.618 % 1) + (row * 0.414 % 1))]);

    private static readonly SearchSpace _four = new ParameterGrid { ["alpha"] = [0.25, 0.75], ["kind"] = ["lin", "quad"] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int, bool> Searches =>
        new MatrixTheoryData<string, int, bool>(["auto", "gp", "tpe"], [1, 4], [false, true]);

    [Theory]
    [MemberData(nameof(Searches))]
    public void StudySearch_OfMoreTrialsThanPoints_TrainsEachOnce(string sampler, int concurrency, bool prunes)
    {
        int fits = 0;
        var told = new List<SearchProgress>();
        var search = new StudySearchCV(new ToyEstimator { Fitting = (_, _) => Interlocked.Increment(ref fits) }, _four, 10)
        {
            Cv = 4,
            Refit = false,
            Sampler = Sampler.Catalog.Create(sampler),
            Pruner = prunes ? new MedianPruner { StartupTrials = 100 } : new NoPruner(),
            Concurrency = concurrency,
            Progress = new Listener(told.Add),
        };

        var result = search.Fit(_rows, Token);

        Assert.Equal(4, result.CvResults.Select(candidate => candidate.Parameters).Distinct().Count());
        Assert.Equal((4, 16), (result.CvResults.Count, fits));
        Assert.Equal(4, result.Statistics!.Candidates);
        Assert.Equal((16, 16), (told[^1].FitsDone, told[^1].FitsTotal));
        Assert.Equal((16L, 16L), (told[^1].EpochsDone, told[^1].EpochsTotal));
    }

    /// <summary>Points that break a rule are none of those to be tried.</summary>
    [Fact]
    public void StudySearch_OfASpaceWithARule_EndsWhenWhatKeepsItWasTried()
    {
        var space = new SearchSpace
        {
            ["alpha"] = new IntDistribution(0, 2),
            ["fail_above"] = new IntDistribution(1, 3),
            Rules = [new OrderRule("alpha", "fail_above")],
        };

        var result = new StudySearchCV(new ToyEstimator(), space, 20) { Cv = 2, Concurrency = 1 }.Fit(_rows, Token);

        Assert.Equal(6, result.CvResults.Count); // 0 < 1, 2, 3; 1 < 2, 3; 2 < 3
    }

    /// <summary>Ten draws of four values: what is said of them is what a grid of the four says.</summary>
    [Fact]
    public void Statistics_OfCandidatesDrawnSeveralTimes_AreThoseOfEachOnce()
    {
        var space = new SearchSpace { ["alpha"] = new FloatDistribution(0, 1, Step: 1 / 3.0) };
        var drawn = new RandomizedSearchCV(new ToyEstimator(), space, 20) { Cv = 4, Scoring = ["r2"] }.Fit(_rows, Token);
        var values = drawn.CvResults.Select(candidate => candidate.Parameters["alpha"]).Distinct().ToArray();

        var listed = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = values }) { Cv = 4, Scoring = ["r2"] }.Fit(_rows, Token);

        Assert.Equal((20, 4), (drawn.CvResults.Count, values.Length));
        var (twenty, four) = (drawn.Statistics!, listed.Statistics!);
        Assert.Equal((4, 4), (twenty.Candidates, four.Candidates));
        Assert.Equal(four.CorrectedScore, twenty.CorrectedScore, 1e-12);
        Assert.Equal(AlphasOf(listed, four.TieSet).Order(), AlphasOf(drawn, twenty.TieSet).Order());
        Assert.All(twenty.Comparisons.Index(), comparison =>
        {
            var alike = four.Comparisons.First(other => listed.CvResults[other.Candidate].Parameters.Equals(
                drawn.CvResults[comparison.Index].Parameters));
            Assert.Equal((comparison.Index, alike.Verdict), (comparison.Item.Candidate, comparison.Item.Verdict));
            Assert.Equal(alike.P, comparison.Item.P, 1e-9);
        });
    }

    /// <summary>The chosen candidate is the one of its parameters that is compared, even where it is not the first that has them.</summary>
    [Fact]
    public void Statistics_WhereARuleChoosesARepeatedCandidate_AreOfThatOne()
    {
        var grid = new ParameterGrid { ["alpha"] = [0.25, 0.75] };
        var search = new GridSearchCV(new ToyEstimator(), ParameterGrid.Concat(grid, grid)) { Cv = 4, Refit = Refit.By(_ => 3) };

        var statistics = search.Fit(_rows, Token).Statistics!;

        Assert.Equal((3, 2), (statistics.BestIndex, statistics.Candidates));
        Assert.Equal(statistics.Comparisons[1] with { Candidate = 3 }, statistics.Comparisons[3]);
    }

    private static IEnumerable<double> AlphasOf(SearchResult result, IEnumerable<int> candidates) =>
        candidates.Select(candidate => result.CvResults[candidate].Parameters["alpha"].As<double>());

    private sealed class Listener(Action<SearchProgress> hear) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => hear(value);
    }
}
