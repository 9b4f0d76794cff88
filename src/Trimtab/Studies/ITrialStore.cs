using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// The trials of one study as the study works with them: in memory alone, or before a storage. Thread-safe; every call is one atomic step.
/// </summary>
/// <remarks>
/// Numbers are dense, from 0, in the order of creation, and never reused. <see cref="TrialTransitions"/> says which steps are legal; an
/// illegal one throws and changes nothing. What has finished never changes, so a reader need not read it again.
/// </remarks>
internal interface ITrialStore
{
    /// <summary>How many trials there are, in any state.</summary>
    int Count { get; }

    /// <summary>How many have finished.</summary>
    int FinishedCount { get; }

    /// <summary>The number of the trial that <see cref="Claim"/> will return: the first that waits, else a new one.</summary>
    int NextNumber { get; }

    /// <summary>What other processes have done and do; as of <see cref="Refresh"/>.</summary>
    OtherWorkers Others { get; }

    /// <summary>
    /// Whether a trial may be claimed now. False where another process may be evaluating trials and the schedule is for one process: it
    /// shows within the time of a lease.
    /// </summary>
    /// <exception cref="TrimtabException">Another process does evaluate trials, and the schedule is for one process.</exception>
    bool MayClaim { get; }

    /// <summary>A trial as it stands now.</summary>
    /// <exception cref="TrimtabException">There is no such trial.</exception>
    Trial this[int number] { get; }

    /// <summary>
    /// The first <paramref name="count"/> trials as they stand now. O(open trials): finished ones are shared, not copied.
    /// </summary>
    History Read(int count);

    /// <summary>
    /// What may be known when trial <paramref name="number"/> is begun: the finished trials before it, and what the others before it were
    /// given.
    /// </summary>
    /// <param name="number">The trial, which is not part of it.</param>
    /// <param name="visible">
    /// Results of the first so many trials only may be seen, the others count as under way; null for whatever has finished.
    /// </param>
    StudyView ReadBefore(int number, int? visible);

    /// <summary>
    /// The trials that have finished, in the order in which they did, from the <paramref name="from"/>-th on: a reader passes how many it
    /// has read.
    /// </summary>
    IReadOnlyList<Trial> ReadFinished(int from);

    /// <summary>Whether the study was asked to stop since the store was opened.</summary>
    bool IsStopRequested { get; }

    /// <summary>
    /// Takes in what other processes have written since the last call, and gives back trials of processes that have ended. What was read
    /// once is not read again.
    /// </summary>
    /// <returns>The trials that were given back, or failed of it.</returns>
    IReadOnlyList<int> Refresh();

    /// <summary>Adds trials that wait or have finished; their numbers become the next.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="number">The number the first must get, the others the following; null for the next, whichever that is.</param>
    /// <returns>Those that were added: all, or with a number the first of them where other processes have added trials since.</returns>
    IReadOnlyList<Trial> Add(IReadOnlyList<Trial> trials, int? number = null);

    /// <summary>
    /// Claims the trial of <see cref="NextNumber"/>, the first that waits or a new one; it runs from <paramref name="started"/> on. Of
    /// several workers each gets another trial.
    /// </summary>
    /// <returns>Null where another process was faster: <see cref="Refresh"/>, and see whether another trial is wanted.</returns>
    TrialClaim? Claim(DateTimeOffset started);

    /// <summary>Cancelled when the trial becomes another worker's, as far as that is known here.</summary>
    CancellationToken Lost(TrialClaim claim);

    /// <summary>
    /// Records what the trial was given before its evaluation, the paused trial it resumes, and the space it is expected to ask for.
    /// </summary>
    /// <returns>
    /// Whether it was recorded: not where another trial resumes the same one, which neither failed nor was pruned.
    /// </returns>
    bool Propose(TrialClaim claim, GivenParameters given, int? resumes, SearchSpace expected);

    /// <summary>
    /// Records what the trial was suggested when it asked, for another attempt. What other trials are suggested does not depend on it.
    /// </summary>
    void Keep(TrialClaim claim, GivenParameters given);

    /// <summary>Records the value of a parameter; the first of a name stays.</summary>
    /// <returns>Whether it was recorded.</returns>
    bool SetParameter(TrialClaim claim, string name, AssignedParameter parameter);

    /// <summary>Adds an intermediate report; the first of a fold and epoch stays.</summary>
    /// <returns>Whether it was added.</returns>
    bool Report(TrialClaim claim, Report report);

    /// <summary>Sets an attribute; the last value stays.</summary>
    void SetAttribute(TrialClaim claim, string name, string value);

    /// <summary>Files of the study itself.</summary>
    IReadOnlyList<Artifact> Artifacts { get; }

    /// <summary>Records a file of a trial, or of the study where there is no claim.</summary>
    void AddArtifact(TrialClaim? claim, Artifact artifact);

    /// <summary>Adds to the trial's constraint violation.</summary>
    void AddViolation(TrialClaim claim, double violation);

    /// <summary>Ends an attempt: what still holds the old claim can't write any more.</summary>
    /// <param name="claim">The attempt's claim.</param>
    /// <param name="forgets">Whether parameters, reports, attributes and violation are discarded, as before another attempt.</param>
    TrialClaim Renew(TrialClaim claim, bool forgets);

    /// <summary>Gives a trial back without results: it waits with what it was given.</summary>
    void Release(TrialClaim claim);

    /// <summary>Gives up a trial whose end can't be written: it waits as soon as it can be given back.</summary>
    void Abandon(TrialClaim claim);

    /// <summary>Ends a trial. It is frozen then.</summary>
    Trial Finish(TrialClaim claim, TrialEnd end);
}
