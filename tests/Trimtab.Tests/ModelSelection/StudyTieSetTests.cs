using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.ModelSelection;

/// <summary>A study has one tie set: that of the search that made it, else what its trials' folds say by the same method.</summary>
public sealed class StudyTieSetTests
{
    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 40).Select(row => (float)(row * 0.618 % 1))],
        [1],
        [.. Enumerable.Range(0, 40).Select(row => row * 0.414 % 1)]);

    private static readonly double[][] _scores =
    [
        [0.90, 0.92, 0.91, 0.93, 0.90],
        [0.91, 0.91, 0.90, 0.93, 0.90],
        [0.50, 0.52, 0.51, 0.53, 0.50],
        [0.51, 0.51, 0.52, 0.52, 0.50],
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_ASearchThatHasEnded_IsTheSearchsOwn()
    {
        using var storage = new MemoryStorage();
        var result = Search(storage).Fit(_rows, Token);

        var tied = TieSet(storage)!;

        var statistics = result.Statistics!;
        var trials = new StudyCatalog(storage).Read("search").Trials;
        Assert.True(statistics.HasRowScores);
        Assert.InRange(statistics.TieSet.Count, 1, statistics.Candidates - 1);
        Assert.Equal(
            statistics.TieSet.Select(index => result.CvResults[index].Parameters.ToString()).Order(),
            tied.Trials.Select(number => trials[number].Parameters.ToString()).Order());
        Assert.Equal((statistics.Candidates, 4, 0.9, ""), (tied.Compared, tied.Folds, tied.LeastConfidence, tied.Warning));
    }

    [Fact]
    public void Of_ASearchWithAFurtherTrial_ComesFromTheFolds()
    {
        using var storage = new MemoryStorage();
        Search(storage).Fit(_rows, Token);
        var study = new StudyCatalog(storage).Read("search");
        new StudyCatalog(storage).Add(study.Options, [study.Trials[0]]);

        Assert.Equal(0.8, TieSet(storage)!.LeastConfidence);
    }

    [Fact]
    public void Of_ADamagedAttribute_ComesFromTheFolds()
    {
        using var storage = new MemoryStorage();
        Search(storage).Fit(_rows, Token);
        storage.SetStudyAttribute(storage.FindStudy("search")!.Id, AttributeKind.System, "trimtab:tie_set", "{\"complete\": []}");

        Assert.Equal(0.8, TieSet(storage)!.LeastConfidence);
    }

    /// <summary>A net reports its training's accuracy by the name that a scorer may have, too.</summary>
    [Fact]
    public void Of_FoldsThatReportMetrics_TakesTheOneWhoseMeanIsTheValue()
    {
        var tied = Of(_scores, (score, fold) => new() { ["accuracy"] = 0.1 * fold, ["test_accuracy"] = score })!;

        Assert.Equal([0, 1], tied.Trials);
        Assert.Equal((4, 5, 0.8, ""), (tied.Compared, tied.Folds, tied.LeastConfidence, tied.Warning));
        Assert.Equal(tied.Trials, Of(_scores, (score, _) => new() { ["accuracy"] = score })!.Trials);
        Assert.Null(Of(_scores, (_, fold) => new() { ["accuracy"] = 0.1 * fold }));
    }

    [Fact]
    public void Of_ThinEvidence_SaysWhy()
    {
        var tied = Of([[0.9, 0.9], [0.7, 0.61]], (score, _) => new() { ["accuracy"] = score })!;

        Assert.Empty(tied.Trials);
        Assert.Contains("too few to tell", tied.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TrialsWithoutFolds_IsNone()
    {
        using var storage = new MemoryStorage();
        Assert.Null(Of([[0.9], [0.8], [0.7]], (score, _) => new() { ["accuracy"] = score }));
    }

    private static StudySearchCV Search(StudyStorage storage) => new(
        new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0.25, 4) }, 12)
    {
        Sampler = new RandomSampler(),
        Cv = 4,
        Scoring = ["neg_mean_squared_error"],
        Storage = storage,
        StudyName = "search",
    };

    private static StudyTieSet? Of(double[][] scores, Func<double, int, Dictionary<string, double>> metricsOf)
    {
        using var storage = new MemoryStorage();
        var trials = scores.Select((folds, number) => new Trial
        {
            Number = number,
            Parameters = ParameterSet.Of(("alpha", number)),
            State = TrialState.Complete,
            Values = new Dictionary<string, double> { ["accuracy"] = folds.Average() },
            Reports = [.. folds.Select((score, fold) => new Report(fold, 1, metricsOf(score, fold)))],
        });
        new StudyCatalog(storage).Add(
            new() { Name = "search", Objectives = [new("accuracy", Direction.Maximize)] }, [.. trials]);
        return TieSet(storage);
    }

    private static StudyTieSet? TieSet(StudyStorage storage) =>
        StudyTieSet.Of(storage.FindStudy("search")!, new StudyCatalog(storage).Read("search"));
}
