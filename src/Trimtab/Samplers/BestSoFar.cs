namespace Trimtab.Samplers;

/// <summary>
/// The best complete trial of a growing history; where none is feasible, the one that violates the constraints least. Each trial is looked
/// at once. Not thread-safe.
/// </summary>
/// <param name="problem">The study; its first objective compares.</param>
internal sealed class BestSoFar(StudyProblem problem)
{
    private readonly FinishedTrials _finished = new();
    private Trial? _best;

    /// <summary>The best of a history; <see langword="null"/> before there is one.</summary>
    public Trial? In(History history)
    {
        var finished = _finished.Since(history, forget: () => _best = null);
        return _best = finished.Append(_best).OfType<Trial>().BestFirst(problem.Objectives[0]).FirstOrDefault();
    }
}
