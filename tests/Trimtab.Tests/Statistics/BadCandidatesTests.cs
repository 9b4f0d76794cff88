using Trimtab.Bench;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

/// <summary>What is said of a good candidate does not depend on how bad others are.</summary>
public class BadCandidatesTests
{
    /// <summary>Ridge regression through the origin, 200 rows, five folds: the bad ones shrink too much.</summary>
    [Theory]
    [InlineData(30, 100, 300)]
    [InlineData(300, 1000, 3000)]
    [InlineData(1e4, 1e5, 1e6)]
    public void StandardError_OfTheBestOfRidges_IsWhatItIsWithoutBadOnes(double first, double second, double third)
    {
        double[] good = [0.001, 0.01, 0.1], all = [.. good, first, second, third];

        var (alone, beside) = (Ridges(good, 200, 5), Ridges(all, 200, 5));

        Assert.InRange(beside.StandardError, alone.StandardError / 1.25, 1.25 * alone.StandardError);
        Assert.DoesNotContain(beside.TieSet, candidate => all[candidate] >= 30);
        Assert.InRange(beside.Score - beside.CorrectedScore, 0, alone.StandardError);
    }

    /// <summary>Gradient descent on 20 rows, four folds: two rates are so small that it has hardly begun.</summary>
    [Fact]
    public void StandardError_OfTheBestRate_IsWhatItIsWithoutSmallOnes()
    {
        double[] good = [0.05, 0.07, 0.1], all = [.. good, 0.001, 0.002];

        var (alone, beside) = (Descents(good), Descents(all));

        Assert.Equal(alone.BestIndex, beside.BestIndex);
        Assert.InRange(beside.StandardError, alone.StandardError / 1.25, 1.25 * alone.StandardError);
        Assert.InRange(beside.Score - beside.CorrectedScore, 0, alone.StandardError);
    }

    /// <summary>Gradient descent that diverges, to squared errors of 10²⁷ and more: one candidate, half of them, most of them.</summary>
    [Theory]
    [InlineData(new[] { 0.05, 0.1, 0.3 }, new[] { 1.05 })]
    [InlineData(new[] { 0.05, 0.1 }, new[] { 1.0 })]
    [InlineData(new[] { 0.05, 0.1, 0.3 }, new[] { 0.97, 1, 1.05 })]
    [InlineData(new[] { 0.01, 0.05, 0.1, 0.2, 0.3 }, new[] { 1, 1.05 })]
    public void Statistics_BesideCandidatesThatDiverge_AreThoseWithoutThem(double[] good, double[] diverging)
    {
        var (alone, beside) = (Descents(good), Descents([.. good, .. diverging]));

        Assert.All(
            beside.Comparisons.Where(comparison => comparison.Candidate >= good.Length),
            comparison => Assert.True(comparison.Difference > 1e6));
        Assert.Equal(alone.BestIndex, beside.BestIndex);
        Assert.InRange(beside.StandardError, alone.StandardError / 1.5, 1.5 * alone.StandardError);
        Assert.InRange(beside.Score - beside.CorrectedScore, 0, 2 * alone.StandardError);
        Assert.DoesNotContain(beside.TieSet, candidate => candidate >= good.Length);
    }

    /// <summary>
    /// What is said does not depend on the order in which candidates are listed; of those that score alike on every fold, the first stands
    /// for the rows of all.
    /// </summary>
    [Fact]
    public void Statistics_OfCandidatesInReverseOrder_AreTheSame()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var simulation = new StatisticsSimulation
            {
                Rows = 100,
                Folds = 2 + (seed % 4),
                Candidates = 6,
                Bad = seed % 3,
                RowsPart = 0.5,
            };
            var layout = simulation.MakeFolds();
            var results = simulation.Draw(RandomAddress.FromSeed(31).At(seed), layout).Results;
            if (results.DistinctBy(result => string.Join(' ', result.Test["score"].Folds)).Count() < results.Count)
            {
                continue;
            }

            CvResults reversed = new([.. results.Reverse()], ["score"]);
            var forth = SearchStatistics.Of(results, results.BestBy("score"), "score", layout);
            var back = SearchStatistics.Of(reversed, results.Count - 1 - results.BestBy("score"), "score", layout);

            Assert.Equal(forth.CorrectedScore, back.CorrectedScore, 1e-9);
            Assert.Equal(forth.StandardError, back.StandardError, 1e-9);
            Assert.Equal(forth.TieSet.Order(), back.TieSet.Select(candidate => results.Count - 1 - candidate).Order());
        }
    }

    /// <summary>The same draws judged with the bad candidates and without them.</summary>
    [Theory]
    [InlineData(2, 600, 2)]
    [InlineData(5, 600, 2)]
    [InlineData(5, 4000, 2)]
    public void StandardErrors_OfSimulatedSearches_AreWhatTheyAreWithoutBadOnes(int folds, int rows, double most)
    {
        var simulation = new StatisticsSimulation { Rows = rows, Folds = folds, Candidates = 5, Bad = 5, RowsPart = 0.5 };
        var layout = simulation.MakeFolds();
        double alone = 0, beside = 0, takenOff = 0, optimism = 0;
        for (int i = 0; i < 60; i++)
        {
            var search = simulation.Draw(RandomAddress.FromSeed(17).At(i), layout);
            CvResults good = new([.. search.Results.Take(5)], ["score"]);
            int best = search.Results.BestBy("score");
            var (few, many) = (
                SearchStatistics.Of(good, best, "score", layout), SearchStatistics.Of(search.Results, best, "score", layout));
            (alone, beside) = (alone + (few.StandardError * few.StandardError), beside + (many.StandardError * many.StandardError));
            takenOff += many.Score - many.CorrectedScore;
            optimism += many.Score - search.Expected[best];
        }

        Assert.InRange(Math.Sqrt(beside / alone), 0.8, most);
        Assert.InRange(takenOff, 0, 1.2 * optimism);
    }

    /// <summary>Nothing more is taken off than twice what a parametric bootstrap of the fold scores finds.</summary>
    [Theory]
    [InlineData(new[] { 0.01, 10, 1000.0 })]
    [InlineData(new[] { 0.01, 0.1, 300.0 })]
    [InlineData(new[] { 0.5, 0.6, 0.7, 1, 2, 100, 1000, 10000.0 })]
    public void CorrectedScore_TakesOffNoMoreThanABootstrapFinds(double[] alphas)
    {
        var scores = RidgeRows(alphas, 20, 4).Select(folds => folds.Select(rows => rows.Average()).ToArray()).ToArray();

        var statistics = Ridges(alphas, 20, 4);

        Assert.InRange(statistics.Score - statistics.CorrectedScore, 0, (2 * Bootstrap(scores)) + 1e-12);
    }

    /// <summary>Half-widths and verdicts are one claim, in searches with held-back, noisy and equal candidates.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void HalfWidths_OfSimulatedSearches_AgreeWithTheVerdicts(int folds)
    {
        var simulation = new StatisticsSimulation { Rows = 600, Folds = folds, Candidates = 6, Bad = 3, RowsPart = 0.5 };
        var layout = simulation.MakeFolds();
        for (int i = 0; i < 10; i++)
        {
            var search = simulation.Draw(RandomAddress.FromSeed(23).At(i), layout);
            var statistics = SearchStatistics.Of(search.Results, search.Results.BestBy("score"), "score", layout);

            Assert.All(
                statistics.Comparisons.Where(comparison => !double.IsNaN(comparison.HalfWidth())),
                comparison => Assert.Equal(comparison.Verdict == Verdict.MayBeBest, comparison.Difference <= comparison.HalfWidth()));
        }
    }

    [Fact]
    public void CorrectedScore_OfClearlySeparatedCandidates_IsTheScore()
    {
        var statistics = Ridges([0.001, 100, 1e5], 200, 5);

        Assert.Equal(statistics.Score, statistics.CorrectedScore, 1e-3 * statistics.StandardError);
    }

    /// <summary>Optimism of choosing the highest where means are normal around the scores, as folds show them.</summary>
    private static double Bootstrap(double[][] scores)
    {
        const int Draws = 20_000;
        double[] means = [.. scores.Select(folds => folds.Average())];
        double[] errors = [.. scores.Select((folds, i) =>
            Math.Sqrt(folds.Sum(score => (score - means[i]) * (score - means[i])) / (folds.Length - 1) / folds.Length))];
        var stream = RandomAddress.FromSeed(3).Stream();
        double sum = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] noise = [.. errors.Select(error => error * stream.NextNormal())];
            int chosen = Enumerable.Range(0, means.Length).MaxBy(i => means[i] + noise[i]);
            sum += noise[chosen];
        }

        return sum / Draws;
    }

    private static SearchStatistics Ridges(double[] alphas, int rows, int folds) => Of(RidgeRows(alphas, rows, folds), Folds(rows, folds));

    private static double[][][] RidgeRows(double[] alphas, int rows, int folds) => [.. alphas.Select(alpha => RowsOf(rows, folds, train =>
    {
        double squares = train.Sum(row => X(row) * X(row)), products = train.Sum(row => X(row) * Y(row));
        return (products / (squares + alpha), 0.0);
    }))];

    private static SearchStatistics Descents(double[] rates) => Of([.. rates.Select(rate => RowsOf(20, 4, train =>
    {
        double weight = 0, bias = 0;
        for (int step = 0; step < 200; step++)
        {
            double slope = train.Average(row => X(row) * ((weight * X(row)) + bias - Y(row)));
            double shift = train.Average(row => (weight * X(row)) + bias - Y(row));
            (weight, bias) = (weight - (rate * slope), bias - (rate * shift));
        }

        return (weight, bias);
    }))], Folds(20, 4));

    /// <summary>By fold, the negative squared errors of its rows.</summary>
    private static double[][] RowsOf(int rows, int folds, Func<int[], (double Weight, double Bias)> fit) =>
    [.. Folds(rows, folds).Select(fold =>
    {
        var (weight, bias) = fit([.. fold.Train]);
        return fold.Test.Select(row => -Math.Pow(Y(row) - (weight * X(row)) - bias, 2)).ToArray();
    })];

    private static double X(int row) => 2 * Math.Sin(12.9898 * (row + 1));

    private static double Y(int row) => X(row) + 0.3 + (0.1 * Math.Sin(78.233 * (row + 1)));

    private static Fold[] Folds(int rows, int folds) => [.. Enumerable.Range(0, folds).Select(fold => new Fold(
        [.. Enumerable.Range(0, rows).Where(row => row % folds != fold)],
        [.. Enumerable.Range(0, rows).Where(row => row % folds == fold)]))];

    private static SearchStatistics Of(double[][][] rows, Fold[] folds)
    {
        CvResults results = new(
            [.. rows.Select((scores, i) => new CandidateResult
            {
                Parameters = ParameterSet.Of(("number", i)),
                Test = new Dictionary<string, FoldScores> { ["score"] = new([.. scores.Select(fold => fold.Average())]) },
                Rows = new Dictionary<string, IReadOnlyList<RowScores>> { ["score"] = [.. scores.Select(fold => RowScores.Pack(fold)!)] },
                FitSeconds = new([.. folds.Select(_ => 1.0)]),
                ScoreSeconds = new([0]),
            })],
            ["score"]);
        return SearchStatistics.Of(results, results.BestBy("score"), "score", folds);
    }
}
