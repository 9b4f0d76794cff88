namespace Trimtab.Networks;

/// <summary>Progress of a training.</summary>
/// <param name="Epoch">Number of the current epoch, from 1.</param>
/// <param name="LastEpoch">Number of the last epoch.</param>
/// <param name="Fraction">Steps done as a fraction of all steps, in [0, 1].</param>
/// <param name="Elapsed">Time since the training began.</param>
/// <param name="Remaining">Estimated time until the end at the current speed; zero before the first step.</param>
public sealed record TrainingProgress(int Epoch, int LastEpoch, double Fraction, TimeSpan Elapsed, TimeSpan Remaining)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
