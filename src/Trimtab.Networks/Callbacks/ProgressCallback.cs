namespace Trimtab.Networks;

/// <summary>Tells how far a training is, after steps, at most every <see cref="Interval"/>, and once at the end.</summary>
/// <param name="progress">Told on the training thread.</param>
public sealed class ProgressCallback(IProgress<TrainingProgress> progress) : Callback
{
    private long _began, _told;
    private int _steps;

    /// <summary>Time between two tellings. Default a tenth of a second.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override void TrainingBegins(TrainingState state) => (_began, _told, _steps) = (TimeProvider.GetTimestamp(), TimeProvider.GetTimestamp(), 0);

    /// <inheritdoc/>
    public override void StepEnded(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _steps++;
        if (TimeProvider.GetElapsedTime(_told) >= Interval)
        {
            _told = TimeProvider.GetTimestamp();
            Tell(state);
        }
    }

    /// <inheritdoc/>
    public override void TrainingEnds(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Tell(state);
    }

    private void Tell(TrainingState state)
    {
        double fraction = state.Epochs == 0 ? 1 : (double)_steps / ((double)state.Epochs * state.Steps);
        var elapsed = TimeProvider.GetElapsedTime(_began);
        var remaining = fraction > 0 ? elapsed * ((1 - fraction) / fraction) : TimeSpan.Zero;
        progress.Report(new(state.Epoch, state.LastEpoch, fraction, elapsed, remaining));
    }
}
