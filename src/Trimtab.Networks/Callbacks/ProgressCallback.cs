namespace Trimtab.Networks;

/// <summary>Reports the progress of a training after steps, at most once per <see cref="Interval"/>, and at the end.</summary>
/// <param name="progress">The receiver, called on the training thread.</param>
/// <remarks>
/// <code>
/// var progress = new Progress&lt;TrainingProgress&gt;(p => Console.Write($"\r{p.Fraction:P0}, {p.Remaining} remaining"));
/// model.Fit(train, new() { Epochs = 20, Callbacks = [new ProgressCallback(progress)] });
/// </code>
/// </remarks>
public sealed class ProgressCallback(IProgress<TrainingProgress> progress) : Callback
{
    private long _start, _lastReport;
    private int _steps;

    /// <summary>Minimum time between two reports. Default 0.1 seconds.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init => field = Setting.Required(value); } = TimeProvider.System;

    /// <summary>Empty: a training does not depend on what is reported of it.</summary>
    public override string Key => "";

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state) =>
        (_start, _lastReport, _steps) = (TimeProvider.GetTimestamp(), TimeProvider.GetTimestamp(), 0);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _steps++;
        if (TimeProvider.GetElapsedTime(_lastReport) >= Interval)
        {
            _lastReport = TimeProvider.GetTimestamp();
            Report(state);
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Report(state);
    }

    private void Report(TrainingState state)
    {
        double fraction = state.Epochs == 0 ? 1 : (double)_steps / ((double)state.Epochs * state.Steps);
        var elapsed = TimeProvider.GetElapsedTime(_start);
        var remaining = fraction > 0 ? elapsed * ((1 - fraction) / fraction) : TimeSpan.Zero;
        progress.Report(new(state.Epoch, state.LastEpoch, fraction, elapsed, remaining));
    }
}
