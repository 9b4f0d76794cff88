namespace Trimtab.Networks;

/// <summary>Sets the learning rate of each epoch by a function.</summary>
/// <param name="schedule">Maps the epoch, counted from 0 as in Keras, and the current rate to the new rate; above 0, finite.</param>
/// <remarks>
/// For schedules over steps, see <see cref="LearningRate"/>.
/// <code>
/// var scheduler = new LearningRateScheduler((epoch, rate) => epoch &lt; 10 ? rate : rate * 0.9);
/// model.Fit(train, new() { Epochs = 30, Callbacks = [scheduler] });
/// </code>
/// </remarks>
public sealed class LearningRateScheduler(Func<int, double, double> schedule) : Callback
{
    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.LearningRate = schedule(state.Epoch - 1, state.LearningRate);
    }
}
