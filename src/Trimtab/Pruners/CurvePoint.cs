namespace Trimtab.Pruners;

/// <summary>A reported value of the pruner's metric.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">The value, turned so that lower is better; may be NaN.</param>
public readonly record struct CurvePoint(int Epoch, double Loss)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
