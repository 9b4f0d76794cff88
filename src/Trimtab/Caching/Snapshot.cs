namespace Trimtab.Caching;

/// <summary>State of a training at an epoch, to be continued.</summary>
/// <param name="Training">SHA-256 of everything the training depends on.</param>
/// <param name="Epoch">Epochs trained.</param>
/// <param name="FitTicks">Their training time, in ticks of <see cref="TimeSpan"/>.</param>
/// <param name="Epochs">Reports of the epochs trained.</param>
/// <param name="State">State written by the trajectory.</param>
internal sealed record Snapshot(string Training, int Epoch, long FitTicks, IReadOnlyList<EpochReport> Epochs, byte[] State);
