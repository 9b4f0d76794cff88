namespace Trimtab.Networks;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The epoch at hand, from 1.</param>
/// <param name="LastEpoch">The number the last epoch will have.</param>
/// <param name="Fraction">Steps taken of all steps, in [0, 1].</param>
/// <param name="Elapsed">Since it began.</param>
/// <param name="Remaining">Expected, if steps go on at this pace; zero before the first.</param>
public sealed record TrainingProgress(int Epoch, int LastEpoch, double Fraction, TimeSpan Elapsed, TimeSpan Remaining)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
