namespace Trimtab.Samplers.Tpe;

/// <summary>
/// What TPE learned of the latest history of a study, and of the earlier ones that trials under way still see when they ask for a
/// parameter. Not thread-safe.
/// </summary>
/// <remarks>
/// A trial that asks with an earlier history than the latest has what was learned of it for itself until it has finished; then it is taken
/// further for another such trial. So every trial is read once by each of P trials under way at most, however often they ask in turn.
/// </remarks>
internal sealed class TpeHistories(StudyProblem problem, TpeSampler settings)
{
    private readonly SortedDictionary<int, TpeLearned> _earlier = []; // by the trial that sees them
    private readonly TpeLearned _latest = new(problem, settings);

    /// <summary>What was learned of the history of a request.</summary>
    public TpeLearned Of(SuggestionRequest request)
    {
        var learned = _latest.CanLearn(request.History) ? _latest : Earlier(request);
        learned.Learn(request.History);
        return learned;
    }

    private TpeLearned Earlier(SuggestionRequest request)
    {
        if (!_earlier.TryGetValue(request.Number, out var own) || !own.CanLearn(request.History))
        {
            _earlier[request.Number] = own = Released(request.History) ?? new(problem, settings);
        }

        if (_earlier.Count > Math.Max(1, problem.Concurrency))
        {
            _earlier.Remove(_earlier.Keys.First(number => number != request.Number));
        }

        return own;
    }

    /// <summary>What a trial that has finished saw, if <paramref name="history"/> continues it.</summary>
    private TpeLearned? Released(History history)
    {
        foreach (var (number, learned) in _earlier)
        {
            if (number < history.Count && history[number].IsFinished && learned.CanLearn(history))
            {
                _earlier.Remove(number);
                return learned;
            }
        }

        return null;
    }
}
