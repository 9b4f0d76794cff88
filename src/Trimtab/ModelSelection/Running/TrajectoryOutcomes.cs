namespace Trimtab.ModelSelection.Running;

/// <summary>What came of the stops of one trajectory. Belongs to one thread.</summary>
/// <remarks>
/// Outcomes may arrive in any order: what a ledger knows comes before what is trained. Candidates end in the order of their stops, so that
/// all their reports are there by then.
/// </remarks>
/// <param name="stops">Epochs at which the trajectory is scored, rising, each with the candidates that end there.</param>
/// <param name="names">The scorers.</param>
/// <param name="ended">Given a candidate and its outcome.</param>
internal sealed class TrajectoryOutcomes(IReadOnlyList<(int Epoch, int[] Candidates)> stops, IReadOnlyList<string> names, Action<int, FoldOutcome> ended)
{
    private readonly HashSet<int> _epochs = [.. stops.Select(stop => stop.Epoch)];
    private readonly Dictionary<int, FoldOutcome> _byEpoch = [];
    private int _next;

    /// <summary>Takes an outcome. One at an epoch that is no stop is left out: results must not depend on what other searches want scored.</summary>
    public void Add(int epoch, FoldOutcome outcome)
    {
        if (_epochs.Contains(epoch))
        {
            _byEpoch[epoch] = outcome;
        }

        for (; _next < stops.Count && _byEpoch.TryGetValue(stops[_next].Epoch, out var due); _next++)
        {
            foreach (int candidate in stops[_next].Candidates)
            {
                ended(candidate, due with { Epochs = [.. due.Epochs.Select(WithScores)] });
            }
        }
    }

    private EpochReport WithScores(EpochReport report) => _byEpoch.TryGetValue(report.Epoch, out var scored) ? scored.ReportOf(report.Epoch, names) : report;
}
