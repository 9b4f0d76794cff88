using System.Globalization;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Writes a line per epoch, as Keras does: <c>Epoch 3/12 - 0.2s - loss: 0.0712 - accuracy: 0.9789</c>; and why, where training ends before its last epoch.</summary>
/// <param name="writer">Where to.</param>
/// <param name="timeProvider">The clock; the system's when left out.</param>
public sealed class EpochLines(TextWriter writer, TimeProvider? timeProvider = null) : Callback
{
    private readonly TimeProvider _clock = timeProvider ?? TimeProvider.System;
    private long _began;

    /// <inheritdoc/>
    public override void EpochBegins(TrainingState state) => _began = _clock.GetTimestamp();

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(report);
        string seconds = _clock.GetElapsedTime(_began).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        var figures = report.Measures.Select(m => string.Create(CultureInfo.InvariantCulture, $" - {m.Key}: {m.Value:F4}"));
        writer.WriteLine(Invariant($"Epoch {report.Epoch}/{state.LastEpoch} - {seconds}s{string.Concat(figures)}"));
    }

    /// <inheritdoc/>
    public override void TrainingEnds(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.StopReason is { } reason)
        {
            writer.WriteLine($"Training has ended: {reason}");
        }
    }
}
