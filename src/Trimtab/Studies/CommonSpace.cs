using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// The parameters that every trial so far has had, with the same distribution. What was found for a shorter history is extended. Not
/// thread-safe.
/// </summary>
internal sealed class CommonSpace
{
    private SearchSpace? _space;
    private readonly FinishedTrials _finished = new();

    /// <summary>The common space of the trials that were not failures; empty before the first.</summary>
    public SearchSpace Of(History history)
    {
        foreach (var trial in _finished.Since(history, forget: () => _space = null))
        {
            Meet(trial);
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
