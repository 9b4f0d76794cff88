using Trimtab.ModelSelection;

namespace Trimtab.Caching;

/// <summary>A training at an epoch, to be taken further.</summary>
/// <param name="Epoch">Epochs trained.</param>
/// <param name="FitTicks">What they took, in ticks of <see cref="TimeSpan"/>.</param>
/// <param name="Epochs">What each of them measured.</param>
/// <param name="State">What the trajectory wrote of itself.</param>
internal sealed record Snapshot(int Epoch, long FitTicks, IReadOnlyList<EpochReport> Epochs, byte[] State);
