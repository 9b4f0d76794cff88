namespace Trimtab.Data;

/// <summary>Row indices to learn from and to score on.</summary>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Test">Rows to score on; no splitter here lets one be in both.</param>
public sealed record Fold(int[] Train, int[] Test)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
