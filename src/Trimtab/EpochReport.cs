namespace Trimtab;

/// <summary>Metrics at the end of one epoch.</summary>
/// <param name="Epoch">1 after the first pass.</param>
/// <param name="Metrics">Metrics by name: <c>loss</c>, <c>accuracy</c>, <c>val_loss</c>, …</param>
public sealed record EpochReport(int Epoch, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
