namespace Trimtab.ModelSelection;

/// <summary>Counts what is done and tells a listener, not too often and from one thread at a time. Thread-safe.</summary>
/// <param name="listener">Who is told; or null.</param>
/// <param name="time">The clock.</param>
/// <param name="fits">Fits in all.</param>
/// <param name="epochs">Epochs in all.</param>
internal sealed class ProgressMeter(IProgress<SearchProgress>? listener, TimeProvider time, int fits, long epochs)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _last = TimeSpan.MinValue;
    private SearchProgress _progress = new() { FitsDone = 0, FitsTotal = fits, EpochsDone = 0, EpochsTotal = epochs, Elapsed = TimeSpan.Zero };

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>One epoch of some fit has ended.</summary>
    public void EpochEnded() => EpochsEnded(1);

    /// <summary>Some epochs have ended, or will not be trained after all.</summary>
    public void EpochsEnded(long count) => Change(p => p with { EpochsDone = p.EpochsDone + count }, always: false);

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

    /// <summary>The last report.</summary>
    public void Finish() => Change(p => p, always: true);

    private void Change(Func<SearchProgress, SearchProgress> change, bool always)
    {
        lock (_gate)
        {
            var elapsed = Elapsed;
            _progress = change(_progress) with { Elapsed = elapsed };
            if (listener is null || (!always && _last != TimeSpan.MinValue && elapsed - _last < _interval))
            {
                return;
            }

            _last = elapsed;
            listener.Report(_progress with { Remaining = Remaining(_progress) });
        }
    }

    private static TimeSpan? Remaining(SearchProgress progress) => progress.EpochsDone == 0
        ? null
        : progress.Elapsed * ((double)(progress.EpochsTotal - progress.EpochsDone) / progress.EpochsDone);
}
