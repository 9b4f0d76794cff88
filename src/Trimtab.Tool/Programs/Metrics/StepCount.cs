namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// The steps of one run of a program, as it prints them; those that begin again with each epoch go on behind the last one. Not thread-safe.
/// </summary>
internal sealed class StepCount
{
    private long _last = -1, _epoch = -1, _before;

    /// <summary>Whether steps went back within an epoch, so that reports may have been left out.</summary>
    public bool WentBack { get; private set; }

    /// <summary>The step of a report; null where the report before had the same, which counts.</summary>
    /// <param name="step">As printed, from 0.</param>
    /// <param name="epoch">As printed beside it; null where it is not.</param>
    public long? Next(long step, long? epoch)
    {
        bool isNewEpoch = epoch > _epoch && _epoch >= 0;
        _epoch = epoch ?? _epoch;
        if (isNewEpoch && _before + step <= _last)
        {
            _before = step == 0 ? _last + 1 : _last;
        }

        step += _before;
        if (step == _last || step >= int.MaxValue)
        {
            return null;
        }

        WentBack |= step < _last;
        _last = step;
        return step;
    }
}
