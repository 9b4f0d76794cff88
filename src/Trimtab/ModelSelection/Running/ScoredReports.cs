namespace Trimtab.ModelSelection.Running;

/// <summary>The epoch reports of one training, with the scores of the epochs at which it was scored. Not thread-safe.</summary>
/// <param name="scorers">The scorers' names.</param>
internal sealed class ScoredReports(IReadOnlyList<string> scorers)
{
    private readonly Dictionary<int, EpochReport> _scored = [];

    /// <summary>Takes what was scored at <paramref name="epoch"/>.</summary>
    public void Add(int epoch, FoldOutcome outcome) => _scored[epoch] = outcome.ReportAt(epoch, scorers);

    /// <summary>The reports up to <paramref name="outcome"/>.</summary>
    public IReadOnlyList<EpochReport> Of(FoldOutcome outcome) =>
        [.. outcome.Cell.Epochs.Select(report => _scored.GetValueOrDefault(report.Epoch, report))];
}
