
using Trimtab.Caching;
using Trimtab.Data;

namespace Trimtab.ModelSelection.Running;

/// <summary>A training with its clock and its reports; where there is a ledger, it goes on from a snapshot and leaves snapshots. Belongs to one thread.</summary>
/// <param name="estimator">What is trained.</param>
/// <param name="data">The rows.</param>
/// <param name="context">Draws, listener, cancellation.</param>
/// <param name="content">SHA-256 of everything the training depends on; empty where that can't be known.</param>
/// <param name="ledger">Where snapshots are; or null.</param>
/// <param name="time">The clock.</param>
internal sealed class TrackedTraining(IEstimator estimator, Dataset data, FitContext context, string content, Ledger? ledger, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _saveEvery = TimeSpan.FromSeconds(5);

    private readonly Ledger? _ledger = content.Length > 0 ? ledger : null;
    private EpochReports _epochs = new();
    private ITrajectory? _trajectory;
    private TimeSpan _savedAt;
    private int _savedEpoch;

    /// <summary>Told how long each epoch took.</summary>
    public Action<TimeSpan>? EpochTrained { get; init; }

    /// <summary>Epochs done.</summary>
    public int Done { get; private set; }

    /// <summary>What training this far takes, epochs before a snapshot included.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>What each epoch measured.</summary>
    public IReadOnlyList<EpochReport> Epochs => _epochs.First(_epochs.Count)!.Value;

    /// <summary>What has been learned.</summary>
    public IFitted Fitted => _trajectory!.Fitted ?? throw new TrimtabException($"Fitted must be what was learned. That of {_trajectory.GetType().Name} is null.");

    /// <summary>Begins, from the newest snapshot that is not past <paramref name="firstStop"/>, or before the first epoch.</summary>
    public void Begin(int firstStop)
    {
        long start = time.GetTimestamp();
        _trajectory = Start();
        if (_trajectory is IResumableTrajectory resumable && _ledger?.FindSnapshot(content) is { } snapshot && snapshot.Epoch <= firstStop)
        {
            Resume(resumable, snapshot);
        }

        Time += time.GetElapsedTime(start);
    }

    /// <summary>Trains one epoch.</summary>
    public void Advance()
    {
        long start = time.GetTimestamp();
        _trajectory!.AdvanceTo(Done + 1);
        Done++;
        var took = time.GetElapsedTime(start);
        Time += took;
        EpochTrained?.Invoke(took);
    }

    /// <summary>Leaves a snapshot when the last one is some seconds old, so that a crash loses no more.</summary>
    public void SaveIfDue()
    {
        if (Time - _savedAt >= _saveEvery)
        {
            Save();
        }
    }

    /// <summary>Leaves a snapshot.</summary>
    public void Save()
    {
        if (_ledger is null || Done == _savedEpoch || _trajectory is not IResumableTrajectory resumable)
        {
            return;
        }

        using var state = new MemoryStream();
        resumable.Save(new(state));
        _ledger.Keep(content, new Snapshot(Done, Time.Ticks, Epochs, state.ToArray()));
        (_savedAt, _savedEpoch) = (Time, Done);
    }

    /// <inheritdoc/>
    public void Dispose() => _trajectory?.Dispose();

    /// <summary>Goes to where the snapshot stands; where it can't be loaded, the training begins anew.</summary>
    private void Resume(IResumableTrajectory resumable, Snapshot snapshot)
    {
        if (Load(resumable, snapshot) is not { } error)
        {
            _epochs.Add(0, snapshot.Epochs);
            (Done, Time, _savedAt, _savedEpoch) = (snapshot.Epoch, new(snapshot.FitTicks), new(snapshot.FitTicks), snapshot.Epoch);
            return;
        }

        _ledger!.WarnOfSnapshot(error);
        resumable.Dispose(); // it may be loaded by half
        _epochs = new();
        _trajectory = Start();
    }

    private ITrajectory Start()
    {
        var listening = context with { EpochEnded = Hear };
        return estimator is not IIterativeEstimator iterative ? new OneStepTrajectory(estimator, data, listening)
            : iterative.Begin(data, listening) ?? throw new TrimtabException($"Begin must return a training. {estimator.GetType().Name} returned null.");
    }

    /// <returns>Why it can't be loaded; <see langword="null"/> where it was.</returns>
    private string? Load(IResumableTrajectory resumable, Snapshot snapshot)
    {
        try
        {
            using var state = new MemoryStream(snapshot.State);
            resumable.Load(new(state), snapshot.Epoch);
            return state.Position == state.Length ? null : Invariant($"All bytes of its state must be read. {state.Length - state.Position} are left.");
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Code of the trajectory, which may be a user's: a cache never stops a run.
        catch (Exception error)
        {
            return error.Message;
        }
#pragma warning restore CA1031
    }

    private void Hear(EpochReport report)
    {
        _epochs.Add(report);
        context.EpochEnded?.Invoke(report);
    }
}
