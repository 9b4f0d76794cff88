using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A copy that is not whole, in storages that make it step by step.</summary>
public sealed class StudyCopyTests : IDisposable
{
    private readonly MemoryStorage _from = new(), _to = new();

    public StudyCopyTests()
    {
        long study = _from.CreateStudy("study", [Direction.Minimize]);
        _from.CreateTrial(study, new() { Started = DateTimeOffset.UnixEpoch });
        _from.SetStudyAttribute(study, AttributeKind.System, "settings", "1");
    }

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    [Fact]
    public void ACopyThatWasInterrupted_CantBeRead_AndTheNextOneReplacesIt()
    {
        Begin(PythonText.Quote($"{WorkerProcess.Current.Machine}/{int.MaxValue}/1")); // there is no such process

        var error = Assert.Throws<TrimtabException>(() => _to.FindStudy("study"));
        new StudyCatalog(_from).Copy("study", _to);

        Assert.Contains("a copy that is not whole", error.Message, StringComparison.Ordinal);
        Assert.Single(_to.ReadTrials(Assert.Single(_to.ReadStudies()).Id, -1, []));
        Assert.Equal(["settings"], _to.FindStudy("study")!.SystemAttributes.Keys);
    }

    [Fact]
    public void ACopyThatGoesOn_IsNotReplaced()
    {
        Begin(StudyCopy.Mark);

        Assert.Throws<TrimtabException>(() => new StudyCatalog(_from).Copy("study", _to));

        Assert.NotNull(Assert.Single(_to.ReadStudies()).Fault);
    }

    [Fact]
    public void ACopy_CantBeReadWhileItIsMade()
    {
        var faults = new List<string?>();
        using var watched = new WatchedStorage(_to, () => faults.Add(Assert.Single(_to.ReadStudies()).Fault));

        new StudyCatalog(_from).Copy("study", watched);

        Assert.All(faults, Assert.NotNull);
        Assert.NotEmpty(faults);
        Assert.Null(Assert.Single(_to.ReadStudies()).Fault);
    }

    private void Begin(string mark)
    {
        long study = _to.CreateStudy("study", [Direction.Minimize]);
        _to.SetStudyAttribute(study, AttributeKind.System, StorageAttributes.Copying, mark);
    }

    /// <summary>Looks when a trial was created.</summary>
    private sealed class WatchedStorage(StudyStorage storage, Action look) : ForwardingStorage(storage)
    {
        protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number)
        {
            var created = base.CreateTrialCore(study, trial, number);
            look();
            return created;
        }
    }
}
