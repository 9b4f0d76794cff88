using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Shortens steps when a training no longer gets better. Names and defaults are Keras's.</summary>
/// <param name="measure">What is watched: <c>val_loss</c>, <c>accuracy</c>, …</param>
public sealed class ReduceLROnPlateau(string measure = "val_loss") : Callback
{
    private MonitoredMeasure _monitored;
    private double _best;
    private int _waited, _cooling;

    /// <summary>Whether less or more is better; <see langword="null"/> for what the metric says of itself; of losses less is better.</summary>
    public Direction? Direction { get; init; }

    /// <summary>What the rate is multiplied by, in (0, 1). Default 0.1.</summary>
    public double Factor
    {
        get;
        init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1");
    } = 0.1;

    /// <summary>Epochs without getting better after which the rate falls, 1 or more. Default 10.</summary>
    public int Patience { get; init => field = Setting.AtLeast(value, 1); } = 10;

    /// <summary>How much better counts as better, 0 or more. Default 0.0001.</summary>
    public double MinDelta { get; init => field = Setting.AtLeast(value, 0); } = 0.0001;

    /// <summary>Epochs after a fall that are not counted, 0 or more. Default 0.</summary>
    public int Cooldown { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>The rate never falls below this; above 0. Default 1e-12.</summary>
    public double MinLearningRate { get; init => field = Setting.Above(value, 0); } = 1e-12;

    /// <inheritdoc/>
    public override void TrainingBegins(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _monitored = MonitoredMeasure.In(state, measure, Direction);
        (_best, _waited, _cooling) = (_monitored.Worst, 0, 0);
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(report);
        double value = _monitored.Of(report);
        if (_cooling > 0)
        {
            (_cooling, _waited) = (_cooling - 1, 0);
        }

        if (_monitored.IsBetter(value, _best, MinDelta))
        {
            (_best, _waited) = (value, 0);
        }
        else if (_cooling == 0 && ++_waited >= Patience)
        {
            Reduce(state);
        }
    }

    private void Reduce(TrainingState state)
    {
        if (state.LearningRate > MinLearningRate)
        {
            state.LearningRate = Math.Max(state.LearningRate * Factor, MinLearningRate);
            (_cooling, _waited) = (Cooldown, 0);
        }
    }
}
