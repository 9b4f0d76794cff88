using Trimtab.Samplers;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>Studies that must exist, and studies that must not.</summary>
public sealed class LoadedStudyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("load").FullName;

    private string Url => $"journal:{Path.Combine(_folder, "study.log")}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_OfAMisspeltName_NamesTheNearOne_AndCreatesNothing()
    {
        Study.Create(Url, new() { Name = "bowl" }).Dispose();

        var errors = new[]
        {
            Assert.Throws<UnknownNameException>(() => Study.Load(Url, "bowel")),
            Assert.Throws<UnknownNameException>(() => Study.Load(Url, new StudyOptions { Name = "bowel" })),
        };

        Assert.All(errors, error => Assert.Contains("Did you mean 'bowl'?", error.Message, StringComparison.Ordinal));
        using var storage = StudyStorage.Open(Url);
        Assert.Equal("bowl", Assert.Single(storage.ReadStudies()).Name);
    }

    [Fact]
    public void Create_OfANameThatExists_IsRefused_AndSaysWhatToDo()
    {
        Study.Create(Url, new() { Name = "bowl" }).Dispose();

        var error = Assert.Throws<TrimtabException>(() => Study.Create(Url, new() { Name = "bowl" }));

        Assert.Contains("'bowl' exists: Study.Load", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_CreatesAStudyOrGoesOn_AndLoadGoesOnWithTheSameOptions()
    {
        var options = new StudyOptions { Name = "bowl", Seed = 7, Sampler = new RandomSampler() };
        using (var opened = Study.Open(Url, options))
        {
            await opened.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 3, cancellationToken: Token);
        }

        using var loaded = Study.Load(Url, options);
        await loaded.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 3, cancellationToken: Token);
        var whole = new Study(options);
        await whole.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 6, cancellationToken: Token);

        Assert.Equal(whole.Trials.Select(trial => trial.Parameters), loaded.Trials.Select(trial => trial.Parameters));
    }

    /// <summary>To look at a study its settings need not be known; to go on with other ones is an error that says which.</summary>
    [Fact]
    public async Task Load_ByNameAlone_HasTheStoredObjectives_AndChecksSettingsWhenATrialBegins()
    {
        var options = new StudyOptions { Name = "bowl", Objectives = [new("accuracy", Direction.Maximize)], Seed = 7 };
        using (var created = Study.Create(Url, options))
        {
            await created.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 3, cancellationToken: Token);
        }

        byte[] before = await File.ReadAllBytesAsync(Path.Combine(_folder, "study.log"), Token);
        using var loaded = Study.Load(Url, "bowl");

        Assert.Equal((3, Direction.Maximize, "accuracy"), (loaded.Count, loaded.Direction, loaded.Options.Objectives[0].Name));
        Assert.Equal(loaded.Trials.Max(trial => trial.Value), loaded.BestValue);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_folder, "study.log"), Token));
        var error = await Assert.ThrowsAsync<TrimtabException>(() => loaded.OptimizeAsync(_ => 1, 1, cancellationToken: Token));
        Assert.Contains("'bowl' had seed 7, not 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<TrimtabException>(() => loaded.Ask());
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_folder, "study.log"), Token));
    }

    [Fact]
    public async Task Load_OfAStudyWithTheDefaults_GoesOn()
    {
        using var storage = new MemoryStorage();
        storage.CreateStudy("of Python", [Direction.Maximize]);

        var study = Study.Load(storage, "of Python");
        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 3, cancellationToken: Token);

        Assert.Equal(3, Study.Load(storage, new StudyOptions { Name = "of Python", Direction = Direction.Maximize }).Count);
        Assert.False(storage.FindStudy("of Python")!.SystemAttributes.ContainsKey("study:metric_names"));
    }

    [Fact]
    public void Load_WithOtherDirections_IsRefused()
    {
        using var storage = new MemoryStorage();
        storage.CreateStudy("study", [Direction.Maximize]);

        Assert.Throws<TrimtabException>(() => Study.Load(storage, new StudyOptions()));
    }
}
