using Trimtab.Caching;
using Trimtab.ModelSelection;
using Trimtab.Networks.Datasets;

namespace MnistNotebook.Tests;

public sealed class ConclusionsTests : IDisposable
{
    private static readonly ImageDataset _images = SyntheticDigits.Create(new() { Train = 600, Test = 100, Digits = [2, 7] });

    private readonly string _folder = Directory.CreateTempSubdirectory("conclusions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PartOfASearch_IsSaidToBeOne()
    {
        var results = ResultsOf(new() { Sections = ["all"] }, OutcomeOf("all", isComplete: false, 0.9, 0.95, 0.93));

        string summary = Summary.ToMarkdown(results);

        Assert.Contains("| all, in part |", summary, StringComparison.Ordinal);
        Assert.Contains("So far, 3 of 50 trials suggested by auto", summary, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "50 trials suggested", summary.Replace("3 of 50 trials", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(
            "foreseen 1.7 min (1.7 to 1.7) for all of them, took 10.0 s until it was interrupted", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void PartOfASearch_IsNotComparedWithAnother()
    {
        var results = ResultsOf(
            new(),
            OutcomeOf("joint", isComplete: true, 0.9, 0.95),
            OutcomeOf("random", isComplete: false, 0.93),
            OutcomeOf("epochs", isComplete: false, 0.9, 0.95));

        Assert.Empty(Conclusions.Sentences(results));
    }

    [Fact]
    public async Task Report_WrittenBeforeTheEnd_SaysWhatIsToCome()
    {
        string going = await ReportOf(ResultsOf(
            new() { Sections = ["epochs", "random_all", "all"] },
            OutcomeOf("epochs", isComplete: true, 0.9),
            OutcomeOf("random_all", isComplete: false, 0.9)));
        string ended = await ReportOf(ResultsOf(new() { Sections = ["epochs"] }, OutcomeOf("epochs", isComplete: true, 0.9)));

        Assert.Contains("Not all of it is done: random_all, all are still to come.", going, StringComparison.Ordinal);
        Assert.DoesNotContain("still to come", ended, StringComparison.Ordinal);
    }

    /// <summary>Var(a − b) = Var(a) + Var(b); of a share p over n images each is p(1 − p)/n.</summary>
    [Fact]
    public void DifferenceToTheSeed_IsDividedByTheErrorOfADifference()
    {
        const double Ours = 0.95, Seed = 0.9937004008835801;
        var results = ResultsOf(new(), OutcomeOf("epochs", isComplete: true, Ours, 0.9));
        results = results with { Digits = new(_images, "") };

        var row = Assert.Single(Conclusions.Rows(results));
        double error = Math.Sqrt((Ours * (1 - Ours) / 600) + (Seed * (1 - Seed) / 600));

        Assert.Contains("difference, in standard errors of a difference", Conclusions.Columns(results));
        Assert.Equal("−" + ((Seed - Ours) / error).ToString("F1", System.Globalization.CultureInfo.InvariantCulture), row[5]);
    }

    [Fact]
    public void GridAgainstRandom_IsHeldAgainstTheErrorOfADifference()
    {
        var results = ResultsOf(new(), OutcomeOf("joint", isComplete: true, 0.95), OutcomeOf("random", isComplete: true, 0.93));

        string sentence = Assert.Single(Conclusions.Sentences(results));

        // 0.02 / √((0.95·0.05 + 0.93·0.07) / 600) = 1.46
        Assert.Contains(
            "By 0.02000, which is 1.5 standard errors of such a difference, so this is within sampling error",
            sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void MoreEpochs_HaveAVerdict()
    {
        var results = ResultsOf(new(), OutcomeOf("epochs", isComplete: true, 0.9, 0.95));

        Assert.Contains("these folds can't tell", Assert.Single(Conclusions.Sentences(results)), StringComparison.Ordinal);
    }

    [Fact]
    public void Guidance_HasAVerdict()
    {
        var results = ResultsOf(
            new(),
            OutcomeOf("random_all", isComplete: true, 0.93) with { BestSoFar = [(10, 0.93)] },
            OutcomeOf("all", isComplete: true, 0.95) with { BestSoFar = [(10, 0.95)] });

        Assert.Contains(
            "By 0.02000, which is 1.5 standard errors of such a difference, so this is within sampling error",
            Assert.Single(Conclusions.Sentences(results)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "–")]
    [InlineData(0.000001, "–")]
    [InlineData(0.0012, "0.00120")]
    [InlineData(double.NaN, "–")]
    public void SpreadOfFoldsThatCoincide_IsNone(double spread, string text) => Assert.Equal(text, Figure.Spread(spread));

    [Fact]
    public async Task Report_WhoseFoldsCoincide_PrintsNoSpread()
    {
        string report = await ReportOf(ResultsOf(new(), OutcomeOf("epochs", isComplete: true, 0.9)));

        Assert.DoesNotContain(">0.00000<", report, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasDeduced_IsNotContradictedByQuick() =>
        Assert.All(Section.All.Where(section => section.Deduced.Length > 0), section =>
        {
            Assert.DoesNotContain("are trained", section.Deduced, StringComparison.Ordinal);
            Assert.EndsWith("With --quick, a tenth of the epochs is trained.", section.Quick().Deduced, StringComparison.Ordinal);
        });

    private async Task<string> ReportOf(NotebookResults results)
    {
        await ReportPage.WriteAsync(results);
        return await File.ReadAllTextAsync(Path.Combine(_folder, "report.html"), TestContext.Current.CancellationToken);
    }

    private NotebookResults ResultsOf(Settings settings, params Outcome[] outcomes)
    {
        settings = settings with { Output = _folder };
        var digits = new Digits(_images, "drawn");
        var plan = new NotebookPlan(null, [.. outcomes.Select(outcome => (outcome.Section.Name, PlanOf()))]);
        return new(settings, digits, plan, EarlierRun.Read(settings, digits), new Ledger()) { Outcomes = outcomes };
    }

    private static SearchPlan PlanOf()
    {
        var expected = TimeSpan.FromSeconds(100);
        return new()
        {
            Candidates = 1,
            Folds = 2,
            Fits = 2,
            Known = 0,
            EpochsAsked = 8,
            EpochsToTrain = 8,
            Alone = [],
            Duration = new(expected, expected, expected),
            PeakMemory = 0,
        };
    }

    /// <summary>Of candidates with these accuracies on both folds.</summary>
    private static Outcome OutcomeOf(string name, bool isComplete, params double[] accuracies)
    {
        var section = Section.All.Single(section => section.Name == name);
        return new()
        {
            Section = section,
            Candidates = [.. accuracies.Select((accuracy, i) => CandidateOf(section, i, accuracy))],
            BestIndex = accuracies.IndexOf(accuracies.Max()),
            TestAccuracy = 0.9,
            IsComplete = isComplete,
            BestSoFar = [(10, accuracies.Max())],
            Cost = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(1), 2, 0, 40, 40, 0),
        };
    }

    private static Candidate CandidateOf(Section section, int number, double accuracy) => new()
    {
        Parameters = section.Grid[number],
        Accuracies = [accuracy, accuracy],
        Losses = [0.1, 0.1],
        Accuracy = accuracy,
        Loss = 0.1,
        Spread = 0,
        Rank = number + 1,
        FitSeconds = 1,
    };
}
