using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection.Planning;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// A training with its clock, its reports and, where there is a ledger, its snapshots: it goes on from one and leaves others. Belongs to
/// one thread.
/// </summary>
/// <param name="estimator">What is trained.</param>
/// <param name="data">The training rows.</param>
/// <param name="context">Random draws and cancellation.</param>
/// <param name="content">SHA-256 of everything the training depends on; empty where that can't be known.</param>
/// <param name="run">The run it belongs to: ledger, clock, warnings.</param>
internal sealed class TrackedTraining(IEstimator estimator, Dataset data, FitContext context, string content, RunContext run) : IDisposable
{
    private static readonly TimeSpan _saveEvery = TimeSpan.FromSeconds(5);

    private readonly Ledger? _ledger = content.Length > 0 ? run.Search.Ledger : null;
    private readonly TimeProvider _time = run.Search.TimeProvider;
    private EpochReports _epochs = new();
    private ITrajectory? _trajectory;
    private TimeSpan _savedAt;
    private int _savedEpoch;

    /// <summary>Called after each epoch, with the time it took.</summary>
    public Action<TimeSpan>? EpochTrained { get; init; }

    /// <summary>Whether <see cref="Begin"/> was called.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Epochs done, those before a snapshot included.</summary>
    public int Done { get; private set; }

    /// <summary>Epochs trained here.</summary>
    public int Trained { get; private set; }

    /// <summary>Training time so far, that before a snapshot included.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>The reports of the epochs done.</summary>
    public IReadOnlyList<EpochReport> Epochs => _epochs.First(_epochs.Count)!.Value;

    /// <summary>The fitted estimator at this point.</summary>
    public IFitted Fitted =>
        _trajectory!.Fitted ?? throw new TrimtabException("Fitted must be what was learned. "
            + $"That of {_trajectory.GetType().Name} is null.");

    /// <summary>Begins, from the newest snapshot that is not past <paramref name="firstStop"/>, else before the first epoch.</summary>
    public void Begin(int firstStop)
    {
        HasBegun = true;
        long start = _time.GetTimestamp();
        _trajectory = Start();
        if (_trajectory is IResumableTrajectory resumable && _ledger?.FindSnapshot(content) is { } snapshot && snapshot.Epoch <= firstStop)
        {
            Resume(resumable, snapshot);
        }

        Time += _time.GetElapsedTime(start);
    }

    /// <summary>Trains one epoch, if the training has not stopped.</summary>
    public void Advance()
    {
        if (_trajectory!.HasStopped)
        {
            Done++; // where it stands is where it would stand
            return;
        }

        long start = _time.GetTimestamp();
        _trajectory.AdvanceTo(Done + 1);
        Done++;
        Trained++;
        var took = _time.GetElapsedTime(start);
        Time += took;
        EpochTrained?.Invoke(took);
    }

    /// <summary>Leaves a snapshot where the last one is some seconds old, so that a crash loses no more.</summary>
    public void SaveIfDue()
    {
        if (Time - _savedAt >= _saveEvery)
        {
            Save();
        }
    }

    /// <summary>Leaves a snapshot. One that can't be written is a warning of the ledger: scores do not depend on it.</summary>
    public void Save()
    {
        if (_ledger is null || Done == _savedEpoch || _trajectory is not IResumableTrajectory resumable)
        {
            return;
        }

        (_savedAt, _savedEpoch) = (Time, Done);
        byte[]? state = null;
        if (Try(() => state = Written(resumable)) is { } error)
        {
            _ledger.WarnOfUnsaved(TrialFailure.Of(error).Sentence);
            return;
        }

        _ledger.Keep(new Snapshot(content, Done, Time.Ticks, Epochs, state!));
    }

    /// <summary>
    /// Ends the training. What the trajectory's <c>Dispose</c> throws is a warning of the search: what it learned has been scored.
    /// </summary>
    public void Dispose() => End(_trajectory);

    private void End(ITrajectory? trajectory)
    {
        if (trajectory is not null && Try(trajectory.Dispose) is { } error)
        {
            run.Warnings.Add($"{trajectory.GetType().Name}.Dispose threw {TrialFailure.Of(error).Sentence} Scores do not depend on it.");
        }
    }

    private static byte[] Written(IResumableTrajectory trajectory)
    {
        using var state = new MemoryStream();
        trajectory.Save(new(state));
        return state.ToArray();
    }

    /// <summary>Goes to where the snapshot stands; where it can't be loaded, the training begins anew.</summary>
    private void Resume(IResumableTrajectory resumable, Snapshot snapshot)
    {
        if (Load(resumable, snapshot) is not { } why)
        {
            _epochs.Add(0, snapshot.Epochs);
            (Done, Time, _savedAt, _savedEpoch) = (snapshot.Epoch, new(snapshot.FitTicks), new(snapshot.FitTicks), snapshot.Epoch);
            return;
        }

        _ledger!.WarnOfSnapshot(why);
        End(resumable); // it may be loaded by half
        _epochs = new();
        _trajectory = Start();
    }

    private ITrajectory Start()
    {
        var reporting = context with { EpochEnded = Report };
        return estimator is not IIterativeEstimator iterative ? new OneStepTrajectory(estimator, data, reporting)
            : iterative.Begin(data, reporting) ?? throw new TrimtabException("Begin must return a training. "
                + $"{estimator.TypeTitle} returned null.");
    }

    private void Report(EpochReport? report)
    {
        if (report is not { Epoch: >= 1, Metrics: not null })
        {
            throw new TrimtabException("A training must report epochs from 1 with their metrics. "
                + $"{estimator.TypeTitle} reported {Broken(report)}.");
        }

        if (run.Compiled.Scorers.Select(FoldOutcome.ReportedName).FirstOrDefault(report.Metrics.ContainsKey) is { } name)
        {
            throw new TrimtabException("A training's metrics must not be called as the search's scores are in reports. "
                + $"{estimator.TypeTitle} reported '{name}': call it something else.");
        }

        _epochs.Add(report);
    }

    private static string Broken(EpochReport? report) =>
        report is null ? "null" : report.Epoch < 1 ? Invariant($"epoch {report.Epoch}") : "no metrics";

    /// <returns>Why it can't be loaded; <see langword="null"/> where it was.</returns>
    private string? Load(IResumableTrajectory resumable, Snapshot snapshot)
    {
        using var state = new MemoryStream(snapshot.State);
        return Try(() => resumable.Load(new(state), snapshot.Epoch)) is { } error ? TrialFailure.Of(error).Message
            : state.Position == state.Length ? null : "All bytes of its state must be read. "
                + Invariant($"{state.Length - state.Position} are left.");
    }

    /// <summary>Runs code of the trajectory that no score depends on: a cache never stops a run.</summary>
    private Exception? Try(Action act) => UserCode.Try(act, context.CancellationToken);
}
