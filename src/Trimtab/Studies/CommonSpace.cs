using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// The parameters that every trial so far has had, with the same distribution. What was found for a shorter history is extended. Not
/// thread-safe.
/// </summary>
internal sealed class CommonSpace
{
    private SearchSpace? _space;
    private int _seen;

    /// <summary>The common space of the trials that were not failures; empty before the first.</summary>
    public SearchSpace Of(History history)
    {
        if (history.Count < _seen)
        {
            return new CommonSpace().Of(history);
        }

        for (; _seen < history.Count && history[_seen].IsFinished; _seen++)
        {
            Meet(history[_seen]);
        }

        return _space ?? SearchSpace.Empty;
    }

    private void Meet(Trial trial)
    {
        // Added from a table: it does not say what its parameters might have been.
        bool isSilent = trial.Space.Count == 0 && trial.Parameters.Count > 0;
        if (trial.State == TrialState.Failed || isSilent || ReferenceEquals(trial.Space, _space))
        {
            return;
        }

        _space = _space?.CommonWith(trial.Space) ?? trial.Space;
    }
}
