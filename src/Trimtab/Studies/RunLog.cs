using System.Runtime.ExceptionServices;

namespace Trimtab.Studies;

/// <summary>
/// What happens in one run of a study: trials that ended, for the user's callback, and the first exception of the user's code, for the end
/// of the run. Thread-safe.
/// </summary>
internal sealed class RunLog(Study study, OptimizeOptions options)
{
    private readonly Lock _gate = new();
    private int _ended, _failed;
    private (Trial Trial, Exception? Error)? _firstFailure; // by number
    private ExceptionDispatchInfo? _thrown;
    private bool _isSilent;

    /// <summary>Whether a callback, stop rule, sampler or clock of the user's own has thrown.</summary>
    public bool HasThrown => Volatile.Read(ref _thrown) is not null;

    /// <summary>Keeps an exception to be thrown at the end of the run; only the first counts.</summary>
    public void Keep(Exception error) => Interlocked.CompareExchange(ref _thrown, ExceptionDispatchInfo.Capture(error), null);

    /// <summary>Throws the exception that was kept, if any.</summary>
    public void ThrowIfAny() => _thrown?.Throw();

    /// <summary>Counts a trial that has ended and calls the user's callback; not again once that has thrown.</summary>
    /// <param name="ended">The trial.</param>
    /// <param name="error">What its objective function threw, or null.</param>
    public void TrialEnded(Trial ended, Exception? error)
    {
        lock (_gate)
        {
            _ended++;
            if (ended.State == TrialState.Failed)
            {
                _failed++;
                _firstFailure = _firstFailure is { } first && first.Trial.Number < ended.Number ? first : (ended, error);
            }

#pragma warning disable CA1031 // The user's own code: it is reported when the running trials have ended.
            try
            {
                if (!_isSilent)
                {
                    options.TrialEnded?.Invoke(study, ended);
                }
            }
            catch (Exception thrown)
            {
                _isSilent = true;
                Keep(thrown);
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>Refuses a run all of whose trials failed.</summary>
    /// <exception cref="TrimtabException">All failed; the message is the first one's.</exception>
    public void RequireOneSuccess()
    {
        if (_ended > 0 && _failed == _ended && _firstFailure is var (first, error))
        {
            throw new TrimtabException(InvariantText.AllFailed(_ended, "trial", Named(first), first.Error), error!);
        }
    }

    private static string Named(Trial trial) =>
        trial.Parameters.Count == 0 ? Invariant($"trial {trial.Number}") : trial.Parameters.ToDisplayString();
}
