using System.Globalization;

namespace Trimtab.Networks;

/// <summary>Writes one line per epoch, as Keras does, and the reason if the training stops early.</summary>
/// <param name="writer">The writer.</param>
/// <param name="timeProvider">The clock. Default: the system's.</param>
/// <remarks>
/// Example of a line: <c>Epoch 3/12 - 0.2s - loss: 0.0712 - accuracy: 0.9789</c>. Also enabled by <see cref="FitOptions.Verbose"/>.
/// <code>
/// model.Fit(train, new() { Epochs = 12, Callbacks = [new EpochLogger(Console.Out)] });
/// </code>
/// </remarks>
public sealed class EpochLogger(TextWriter writer, TimeProvider? timeProvider = null) : Callback
{
    private readonly TimeProvider _clock = timeProvider ?? TimeProvider.System;
    private long _epochStart;

    /// <summary>Empty: a training does not depend on its log.</summary>
    public override string Key => "";

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingState state) => _epochStart = _clock.GetTimestamp();

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(report);
        string seconds = _clock.GetElapsedTime(_epochStart).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        var metrics = report.Metrics.Select(m => Invariant($" - {m.Key}: {m.Value:F4}"));
        writer.WriteLine(Invariant($"Epoch {report.Epoch}/{state.LastEpoch} - {seconds}s{string.Concat(metrics)}"));
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.StopReason is { } reason)
        {
            writer.WriteLine($"Training has ended: {reason}");
        }
    }
}
