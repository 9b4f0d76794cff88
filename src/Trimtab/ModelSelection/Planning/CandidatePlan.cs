namespace Trimtab.ModelSelection.Planning;

/// <summary>The trainings of a search, worked out when they are first asked for; anew where that was cancelled. Thread-safe.</summary>
/// <param name="work">Works them out.</param>
internal sealed class CandidatePlan(Func<CancellationToken, PlannedCandidates> work)
{
    private readonly Lock _gate = new();
    private PlannedCandidates? _planned;

    /// <summary>The trainings.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before they were known.</exception>
    public PlannedCandidates Get(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _planned ??= work(cancellationToken);
        }
    }
}
