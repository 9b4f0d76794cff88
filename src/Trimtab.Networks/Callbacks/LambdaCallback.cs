using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A callback out of functions, for what does not deserve a class.</summary>
public sealed class LambdaCallback : Callback
{
    /// <summary>Called before the first epoch.</summary>
    public Action<TrainingState>? OnTrainingBegins { get; init; }

    /// <summary>Called before an epoch.</summary>
    public Action<TrainingState>? OnEpochBegins { get; init; }

    /// <summary>Called after a step.</summary>
    public Action<TrainingState>? OnStepEnded { get; init; }

    /// <summary>Called after an epoch.</summary>
    public Action<TrainingState, EpochReport>? OnEpochEnded { get; init; }

    /// <summary>Called after the last epoch.</summary>
    public Action<TrainingState>? OnTrainingEnds { get; init; }

    /// <inheritdoc/>
    public override void TrainingBegins(TrainingState state) => OnTrainingBegins?.Invoke(state);

    /// <inheritdoc/>
    public override void EpochBegins(TrainingState state) => OnEpochBegins?.Invoke(state);

    /// <inheritdoc/>
    public override void StepEnded(TrainingState state) => OnStepEnded?.Invoke(state);

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState state, EpochReport report) => OnEpochEnded?.Invoke(state, report);

    /// <inheritdoc/>
    public override void TrainingEnds(TrainingState state) => OnTrainingEnds?.Invoke(state);
}
