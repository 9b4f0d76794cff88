namespace Trimtab.ModelSelection.Running;

/// <summary>Counts fits and epochs of one run of a search. Thread-safe.</summary>
internal sealed class RunTally
{
    private readonly Lock _gate = new();
    private int _fits, _failed, _reused;
    private long _fitTicks, _epochsAsked, _epochsTrained;

    /// <summary>Counts a fit that has ended.</summary>
    public void Add(FoldOutcome outcome)
    {
        lock (_gate)
        {
            _fits++;
            _failed += outcome.FitError is null ? 0 : 1;
            _reused += outcome.IsReused ? 1 : 0;
            _fitTicks += outcome.Cell.FitTicks;
        }
    }

    /// <summary>Counts epochs a candidate asks for.</summary>
    public void AddAsked(long epochs) => Interlocked.Add(ref _epochsAsked, epochs);

    /// <summary>Counts epochs that were trained.</summary>
    public void AddTrained(int epochs) => Interlocked.Add(ref _epochsTrained, epochs);

    /// <summary>The cost so far.</summary>
    /// <param name="elapsed">By the clock.</param>
    /// <param name="refit">Of training the best candidate again.</param>
    public SearchCost ToCost(TimeSpan elapsed, TimeSpan refit)
    {
        lock (_gate)
        {
            var (asked, trained) = (Interlocked.Read(ref _epochsAsked), Interlocked.Read(ref _epochsTrained));
            return new(elapsed, new(_fitTicks), refit, _fits, _failed, asked, trained, _reused);
        }
    }
}
