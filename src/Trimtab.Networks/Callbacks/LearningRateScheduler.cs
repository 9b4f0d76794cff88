namespace Trimtab.Networks;

/// <summary>Sets the rate of every epoch by a function; schedules over steps are <see cref="LearningRate"/>s.</summary>
/// <param name="rate">From the epoch, counted from 0 as in Keras, and the rate so far to the rate; above 0, finite.</param>
public sealed class LearningRateScheduler(Func<int, double, double> rate) : Callback
{
    /// <inheritdoc/>
    public override void EpochBegins(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.LearningRate = rate(state.Epoch - 1, state.LearningRate);
    }
}
