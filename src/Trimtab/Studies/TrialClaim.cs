namespace Trimtab.Studies;

/// <summary>The right to evaluate a trial and to write to it.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="Attempt">Which attempt, from 1; only the newest of a trial may write (a fencing token).</param>
internal readonly record struct TrialClaim(int Number, int Attempt);
