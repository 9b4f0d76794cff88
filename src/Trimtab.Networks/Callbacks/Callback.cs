using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Something told of every beginning and end of a training. Override what is of interest.</summary>
/// <remarks>
/// Calls come in order on the training thread. An instance remembers one training at a time and starts afresh when the next
/// begins; give trainings that run at once instances of their own.
/// </remarks>
public abstract class Callback
{
    /// <summary>Before the first epoch.</summary>
    public virtual void TrainingBegins(TrainingState state)
    {
    }

    /// <summary>Before an epoch; <see cref="TrainingState.Epoch"/> is its number.</summary>
    public virtual void EpochBegins(TrainingState state)
    {
    }

    /// <summary>After a step of an epoch; <see cref="TrainingState.Step"/> is its number.</summary>
    public virtual void StepEnded(TrainingState state)
    {
    }

    /// <summary>After an epoch and its validation.</summary>
    public virtual void EpochEnded(TrainingState state, EpochReport report)
    {
    }

    /// <summary>After the last epoch, whatever ended the training, unless it was cancelled or threw.</summary>
    public virtual void TrainingEnds(TrainingState state)
    {
    }
}
