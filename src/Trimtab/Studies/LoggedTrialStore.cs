using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>A store of trials that logs what happens to them, after it has. Thread-safe.</summary>
internal sealed class LoggedTrialStore(ITrialStore store, StudyLog log) : ITrialStore
{
    /// <inheritdoc/>
    public int Count => store.Count;

    /// <inheritdoc/>
    public int FinishedCount => store.FinishedCount;

    /// <inheritdoc/>
    public int NextNumber => store.NextNumber;

    /// <inheritdoc/>
    public OtherWorkers Others => store.Others;

    /// <inheritdoc/>
    public bool MayClaim => store.MayClaim;

    /// <inheritdoc/>
    public bool IsStopRequested => store.IsStopRequested;

    /// <inheritdoc/>
    public Trial this[int number] => store[number];

    /// <inheritdoc/>
    public History Read(int count) => store.Read(count);

    /// <inheritdoc/>
    public StudyView ReadBefore(int number, int? visible) => store.ReadBefore(number, visible);

    /// <inheritdoc/>
    public IReadOnlyList<Trial> ReadFinished(int from) => store.ReadFinished(from);

    /// <inheritdoc/>
    public IReadOnlyList<int> Refresh()
    {
        var given = store.Refresh();
        foreach (int number in given)
        {
            log.TrialGivenBack(store[number]);
        }

        return given;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Add(IReadOnlyList<Trial> trials, int? number = null) => store.Add(trials, number);

    /// <inheritdoc/>
    public TrialClaim? Claim(DateTimeOffset started)
    {
        var claim = store.Claim(started);
        if (claim is { } begun)
        {
            log.TrialStarted(begun.Number);
        }

        return claim;
    }

    /// <inheritdoc/>
    public CancellationToken Lost(TrialClaim claim) => store.Lost(claim);

    /// <inheritdoc/>
    public bool Propose(TrialClaim claim, GivenParameters given, int? resumes, SearchSpace expected) =>
        store.Propose(claim, given, resumes, expected);

    /// <inheritdoc/>
    public void Keep(TrialClaim claim, GivenParameters given) => store.Keep(claim, given);

    /// <inheritdoc/>
    public bool SetParameter(TrialClaim claim, string name, AssignedParameter parameter)
    {
        bool isNew = store.SetParameter(claim, name, parameter);
        if (isNew)
        {
            log.ParameterAssigned(claim.Number, name, parameter);
        }

        return isNew;
    }

    /// <inheritdoc/>
    public bool Report(TrialClaim claim, Report report) => store.Report(claim, report);

    /// <inheritdoc/>
    public void SetAttribute(TrialClaim claim, string name, string value) => store.SetAttribute(claim, name, value);

    /// <inheritdoc/>
    public IReadOnlyList<Artifact> Artifacts => store.Artifacts;

    /// <inheritdoc/>
    public void AddArtifact(TrialClaim? claim, Artifact artifact) => store.AddArtifact(claim, artifact);

    /// <inheritdoc/>
    public void AddViolation(TrialClaim claim, double violation) => store.AddViolation(claim, violation);

    /// <inheritdoc/>
    public TrialClaim Renew(TrialClaim claim, bool forgets) => store.Renew(claim, forgets);

    /// <inheritdoc/>
    public void Release(TrialClaim claim)
    {
        store.Release(claim);
        log.TrialReleased(claim.Number);
    }

    /// <inheritdoc/>
    public void Abandon(TrialClaim claim) => store.Abandon(claim);

    /// <inheritdoc/>
    public Trial Finish(TrialClaim claim, TrialEnd end)
    {
        var trial = store.Finish(claim, end);
        log.TrialEnded(trial, end.Error);
        return trial;
    }
}
