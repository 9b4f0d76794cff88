namespace Trimtab.Networks;

/// <summary>A callback made of functions, as an alternative to a class of its own.</summary>
/// <remarks>
/// <code>
/// var losses = new List&lt;double&gt;();
/// var callback = new LambdaCallback { EpochEnd = (state, report) => losses.Add(report.Metrics["loss"]) };
/// model.Fit(train, new() { Epochs = 5, Callbacks = [callback] });
/// </code>
/// </remarks>
public sealed class LambdaCallback : Callback
{
    /// <summary>Called before the first epoch.</summary>
    public Action<TrainingState>? TrainBegin { get; init; }

    /// <summary>Called before each epoch.</summary>
    public Action<TrainingState>? EpochBegin { get; init; }

    /// <summary>Called after each step.</summary>
    public Action<TrainingState>? TrainBatchEnd { get; init; }

    /// <summary>Called after each epoch and its validation.</summary>
    public Action<TrainingState, EpochReport>? EpochEnd { get; init; }

    /// <summary>Called after the last epoch.</summary>
    public Action<TrainingState>? TrainEnd { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state) => TrainBegin?.Invoke(state);

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingState state) => EpochBegin?.Invoke(state);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(TrainingState state) => TrainBatchEnd?.Invoke(state);

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state, EpochReport report) => EpochEnd?.Invoke(state, report);

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state) => TrainEnd?.Invoke(state);
}
