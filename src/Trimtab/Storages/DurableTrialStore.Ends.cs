using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab.Storages;

/// <content>How a trial ends: finished, given back, or given up.</content>
internal sealed partial class DurableTrialStore
{
    /// <inheritdoc/>
    public void Release(TrialClaim claim)
    {
        RequireOwn(claim);
        _memory.Next(claim, TrialEvent.Release);
        lock (_gate)
        {
            _own.OrGiveBack(claim.Number, () => Write(claim, new() { IsReleased = true }));
            EndEvaluating(claim.Number);
            _repeated.Add(claim.Number);
            _memory.Release(claim);
        }
    }

    /// <inheritdoc/>
    public Trial Finish(TrialClaim claim, TrialEnd end)
    {
        RequireOwn(claim);
        var stored = _own.OrGiveBack(claim.Number, () => Store(claim, end));
        _own.Remove(claim.Number);
        lock (_gate)
        {
            _read.Finished(claim.Number);
            _repeated.Remove(claim.Number);
        }

        return _memory.Finish(claim, stored);
    }

    /// <inheritdoc/>
    public void Abandon(TrialClaim claim)
    {
        lock (_gate)
        {
            if (_own[claim.Number] is { } own)
            {
                _session.Abandon(own.Key);
                if (!_own.IsUnwritten(claim.Number)) // else it is given back when the storage can be written to
                {
                    EndEvaluating(claim.Number);
                }
            }
        }
    }

    /// <summary>Stores how a trial ends; as failed, without what the storage refuses, where it refuses something.</summary>
    private TrialEnd Store(TrialClaim claim, TrialEnd end)
    {
        try
        {
            Write(claim, _form.Ended(end.Of(_memory[claim.Number], _memory.Next(claim, end.Event)), IsRepeated(claim.Number)));
            return end;
        }
        catch (TrimtabException refusal) when (StudyStorage.IsRefusal(refusal))
        {
            var failed = TrialEnds.Failed(refusal) with { Duration = end.Duration };
            var trial = failed.Of(_memory[claim.Number], _memory.Next(claim, failed.Event));
            Write(claim, _form.Ended(trial with { Space = SearchSpace.Empty, Attributes = StoredTrial.None }, IsRepeated(claim.Number)));
            return failed;
        }
    }
}
