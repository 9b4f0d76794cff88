using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Searches whose candidates are trials of a stored study.</summary>
public sealed class SearchStorageTests
{
    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 20).Select(row => (float)(row * 0.618 % 1))],
        [1],
        [.. Enumerable.Range(0, 20).Select(row => row * 0.414 % 1)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Grid_WithAStorage_HasATrialForEachCandidate_WithItsScore(int workers)
    {
        using var storage = new MemoryStorage();
        var search = Grid(storage) with { Workers = workers };

        var result = search.Fit(_rows, Token);

        var study = Assert.Single(storage.ReadStudies());
        var trials = storage.ReadTrials(study.Id, -1, []);
        Assert.Equal(("grid", Direction.Maximize), (study.Name, study.Directions.Single()));
        Assert.Equal(
            result.CvResults.Select(candidate => (candidate.Parameters["alpha"].As<double>(), candidate.Test["score"].Mean)).Order(),
            trials.Select(trial => (External(trial, [0.25, 0.5, 1.0, 2.0]), trial.Values![0])).Order());
        Assert.All(trials, trial => Assert.Equal(TrialState.Complete, trial.State));
        Assert.All(trials, trial => Assert.True(trial.Completed >= trial.Started));
    }

    [Fact]
    public void Search_RunAgain_AddsOnlyWhatTheStudyLacks()
    {
        using var storage = new MemoryStorage();
        Grid(storage).Fit(_rows, Token);
        Grid(storage).Fit(_rows, Token);

        Assert.Equal(4, storage.ReadTrials(storage.ReadStudies().Single().Id, -1, []).Count);
    }

    [Fact]
    public void Search_ForAStudyOfAnother_IsRefusedBeforeTraining()
    {
        using var storage = new MemoryStorage();
        Grid(storage).Fit(_rows, Token);
        storage.CreateStudy("python", [Direction.Minimize]);

        var other = Assert.Throws<TrimtabException>(() => (Grid(storage) with { Cv = 5 }).Fit(_rows, Token));
        var rows = Assert.Throws<TrimtabException>(() => Grid(storage).Fit(_rows.Select([.. Enumerable.Range(0, 18)]), Token));
        var python = Assert.Throws<TrimtabException>(() => (Grid(storage) with { StudyName = "python" }).Fit(_rows, Token));

        Assert.Contains("set StudyName", other.Message, StringComparison.Ordinal);
        Assert.Contains("set StudyName", rows.Message, StringComparison.Ordinal);
        var nested = Assert.Throws<ArgumentException>(() => new TunedEstimator(Grid(storage)));
        Assert.Contains("Storage", nested.Message, StringComparison.Ordinal);
        Assert.Contains("not of a search", python.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_WhoseStorageFails_HasItsResult_AndAWarning()
    {
        string folder = Directory.CreateTempSubdirectory("search").FullName;
        using var storage = new JournalStorage(Path.Combine(folder, "study.log"));
        var breaks = new ToyEstimator { Fitting = (_, _) => File.WriteAllText(storage.Location, "") }; // a journal must only grow
        var search = Grid(storage, breaks) with { Workers = 1 };

        var result = search.Fit(_rows, Token);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(4, result.CvResults.Count);
        Assert.Contains("a journal must only grow", Assert.Single(result.Warnings), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A trial that failed is one of the study; a study's search has the sampler's distributions.</summary>
    [Fact]
    public void StudySearch_WithAStorage_HasItsTrials()
    {
        using var storage = new MemoryStorage();
        var space = SearchSpace.Create(new Dictionary<string, Distribution> { ["alpha"] = new FloatDistribution(-1, 2) });
        var search = new StudySearchCV(new ToyEstimator(), space, 12)
        {
            Sampler = new RandomSampler(),
            Cv = 2,
            Storage = storage,
            ErrorScore = double.NaN,
        };

        var result = search.Fit(_rows, Token);

        var trials = storage.ReadTrials(storage.ReadStudies().Single().Id, -1, []);
        Assert.Equal(12, trials.Count);
        Assert.Equal(
            result.Trials.Where(trial => trial.State == TrialState.Complete).Select(trial => trial.Value!.Value).Order(),
            trials.Where(trial => trial.State == TrialState.Complete).Select(trial => trial.Values![0]).Order());
        Assert.Contains(trials, trial => trial.State == TrialState.Failed);
        Assert.All(trials, trial => Assert.Contains("FloatDistribution", trial.Parameters["alpha"].Distribution, StringComparison.Ordinal));
    }

    /// <summary>A list of choices would be written with each of many trials.</summary>
    [Fact]
    public void List_OfManyNumbers_IsARange()
    {
        using var storage = new MemoryStorage();
        var search = new GridSearchCV(
            new ToyEstimator(), new() { ["alpha"] = [.. Enumerable.Range(0, 101).Select(i => (ParameterValue)(i / 100.0))] })
        {
            Cv = 2,
            Storage = storage,
        };

        search.Fit(_rows, Token);

        var trial = storage.ReadTrials(storage.ReadStudies().Single().Id, -1, [])[0];
        Assert.Equal(new FloatDistribution(0, 1), StoredDistribution.Parse(trial.Parameters["alpha"].Distribution).ToDistribution());
    }

    private static GridSearchCV Grid(StudyStorage storage, ToyEstimator? estimator = null) =>
        new(estimator ?? new(), new() { ["alpha"] = [0.25, 0.5, 1.0, 2.0] })
        {
            Cv = 2,
            Storage = storage,
            StudyName = "grid",
        };

    private static double External(StoredTrial trial, double[] choices) => choices[(int)trial.Parameters["alpha"].Value];
}
