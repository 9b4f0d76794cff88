using Trimtab.ModelSelection.Planning;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>Counts fits and epochs, and reports progress at most ten times a second, from one thread at a time. Thread-safe.</summary>
/// <remarks>
/// Working out the time left takes time in proportion to the trainings that are left, so that it is done less often where they are many: it
/// takes no more than a twentieth of the search's time, and reports between have the last one less the time since. Where nothing was timed
/// before, there is none in the first second: the first trainings pay for what is compiled on the way.
/// </remarks>
/// <param name="run">The run: its listener, its clock and when it began.</param>
/// <param name="fits">Fits in all.</param>
/// <param name="epochs">Epochs in all.</param>
/// <param name="work">The planned trainings.</param>
internal sealed class ProgressMeter(RunContext run, int fits, long epochs, PlannedWork work)
{
    private const int Share = 20;

    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100), _firstSecond = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeSpan _trainingsStart = run.Elapsed;
    private readonly bool _isForeseen = work.IsKnown;
    private IProgress<SearchProgress>? _listener = run.Search.Progress;
    private bool _isOver;
    private bool _refitBegan;
    private TimeSpan _refitStart;
    private TimeSpan _next, _nextLeft;
    private (TimeSpan? Left, TimeSpan At) _last; // worked out
    private SearchProgress _progress = new()
    {
        FitsDone = 0,
        FitsTotal = fits,
        EpochsDone = 0,
        EpochsTotal = epochs,
        Elapsed = TimeSpan.Zero,
    };

    /// <summary>Time since the beginning of the search, checks before the first training included.</summary>
    public TimeSpan Elapsed => run.Elapsed;

    /// <summary>Exception of the listener, which receives no more reports then; null if it did not throw.</summary>
    public Exception? ListenerError { get; private set; }

    /// <summary>A worker takes up a training.</summary>
    /// <param name="training">Which one, as the work calls it.</param>
    public void TrainingBegins(object training)
    {
        lock (_gate)
        {
            work.Begins(training, Elapsed);
        }
    }

    /// <summary>Some epochs have ended.</summary>
    /// <param name="count">How many.</param>
    /// <param name="training">Of which training.</param>
    /// <param name="rows">Rows of each.</param>
    public void EpochsEnded(long count, object training, int rows) => Change(
        p =>
        {
            work.Trained(training, (double)count * rows, p.Elapsed);
            return p with { EpochsDone = p.EpochsDone + count };
        },
        always: false);

    /// <summary>A training has ended, scores and all.</summary>
    /// <param name="training">Which one.</param>
    /// <param name="spared">Epochs that will not be trained after all.</param>
    public void TrainingEnded(object training, long spared) => Change(
        p =>
        {
            work.Ended(training, p.Elapsed);
            return p with { EpochsDone = p.EpochsDone + spared };
        },
        always: false);

    /// <summary>One fit has ended.</summary>
    /// <param name="isFailed">Whether it failed.</param>
    /// <param name="candidate">The candidate that is done with it, and its mean score.</param>
    public void FitEnded(bool isFailed, (ParameterSet Parameters, double Score)? candidate) => Change(
        p =>
        {
            p = p with { FitsDone = p.FitsDone + 1, Failed = p.Failed + (isFailed ? 1 : 0) };
            return candidate is { } done && !(done.Score <= p.BestScore) && !double.IsNaN(done.Score)
                ? p with { BestScore = done.Score, BestParameters = done.Parameters }
                : p;
        },
        always: false);

    /// <summary>All fits have ended; the refit is left.</summary>
    /// <param name="refitEpochs">Epochs it trains.</param>
    public void RefitBegins(int refitEpochs) => Change(
        p =>
        {
            (_refitBegan, _refitStart) = (true, p.Elapsed);
            return p with { RefitEpochsTotal = refitEpochs };
        },
        always: true);

    /// <summary>The refit has trained one more epoch.</summary>
    public void RefitEpochEnded() => Change(p => p with { RefitEpochsDone = p.RefitEpochsDone + 1 }, always: false);

    /// <summary>The last report: nothing is left.</summary>
    public void Finish()
    {
        _isOver = true;
        Change(p => p, always: true);
    }

    private void Change(Func<SearchProgress, SearchProgress> change, bool always)
    {
        lock (_gate)
        {
            var elapsed = Elapsed;
            _progress = change(_progress with { Elapsed = elapsed });
            if (_listener is null || (!always && elapsed < _next))
            {
                return;
            }

            _next = elapsed + _interval;
            Tell(_listener, _progress with { Remaining = always || elapsed >= _nextLeft ? WorkOutLeft(elapsed) : LeftSince(elapsed) });
        }
    }

    private TimeSpan? WorkOutLeft(TimeSpan now)
    {
        _last = (Remaining(_progress), now);
        _nextLeft = now + (Share * (Elapsed - now));
        return _last.Left;
    }

    private TimeSpan? LeftSince(TimeSpan now) => _last.Left - (now - _last.At) is { } left && left > TimeSpan.Zero
        ? left
        : _last.Left is null ? null : TimeSpan.Zero;

    private void Tell(IProgress<SearchProgress> listener, SearchProgress progress)
    {
#pragma warning disable CA1031 // User code: a listener that throws must not end the search.
        try
        {
            listener.Report(progress);
        }
        catch (Exception error)
        {
            (_listener, ListenerError) = (null, error);
        }
#pragma warning restore CA1031
    }

    /// <summary>What is left of the trainings and then of the refit; of the refit alone by its own pace once that is known.</summary>
    private TimeSpan? Remaining(SearchProgress progress) => _isOver ? TimeSpan.Zero
        : progress.RefitEpochsDone > 0
            ? (progress.Elapsed - _refitStart) * ((double)(progress.RefitEpochsTotal - progress.RefitEpochsDone) / progress.RefitEpochsDone)
        : _refitBegan ? progress.RefitEpochsTotal == 0 ? TimeSpan.Zero : work.Refit(progress.BestParameters)
        : !_isForeseen && progress.Elapsed - _trainingsStart < _firstSecond ? null
        : work.Left(progress.Elapsed, progress.BestParameters, (double)progress.FitsDone / Math.Max(1, progress.FitsTotal));
}
