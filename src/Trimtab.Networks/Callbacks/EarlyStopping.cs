using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Ends a training that no longer gets better. Names and defaults are Keras's.</summary>
/// <param name="measure">What is watched: <c>val_loss</c>, <c>accuracy</c>, …</param>
public sealed class EarlyStopping(string measure = "val_loss") : Callback
{
    private MonitoredMeasure _monitored;
    private double _best;
    private int _bestEpoch, _waited;
    private IReadOnlyDictionary<string, float[]>? _bestWeights;

    /// <summary>Whether less or more is better; <see langword="null"/> for what the metric says of itself; of losses less is better.</summary>
    public Direction? Direction { get; init; }

    /// <summary>How much better counts as better, 0 or more. Default 0.</summary>
    public double MinDelta { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>Epochs without getting better after which the training ends, 0 or more. Default 0: as soon as one is no better.</summary>
    public int Patience { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>A figure that must be beaten for waiting to start anew; finite, or <see langword="null"/> for none.</summary>
    public double? Baseline { get; init => field = value is { } figure ? Setting.Finite(figure) : null; }

    /// <summary>Whether the net ends with the weights of its best epoch, also when it was not stopped. Default false.</summary>
    public bool RestoreBest { get; init; }

    /// <summary>Epochs at the start that are not watched, 0 or more. Default 0.</summary>
    public int StartFromEpoch { get; init => field = Setting.AtLeast(value, 0); }

    /// <inheritdoc/>
    public override void TrainingBegins(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _monitored = MonitoredMeasure.In(state, measure, Direction);
        (_best, _bestEpoch, _waited, _bestWeights) = (_monitored.Worst, 0, 0, null);
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(report);
        double value = _monitored.Of(report);
        if (report.Epoch <= StartFromEpoch)
        {
            return;
        }

        _waited++;
        if (_monitored.IsBetter(value, _best, MinDelta))
        {
            Keep(value, state);
        }

        if (_waited >= Math.Max(Patience, 1))
        {
            state.Stop(Invariant($"{measure} has not got better for {_waited} epoch{(_waited == 1 ? "" : "s")} after epoch {_bestEpoch}."));
        }
    }

    /// <inheritdoc/>
    public override void TrainingEnds(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_bestWeights is not null)
        {
            state.Model.SetWeights(_bestWeights);
        }
    }

    private void Keep(double value, TrainingState state)
    {
        (_best, _bestEpoch) = (value, state.Epoch);
        if (Baseline is not { } baseline || _monitored.IsBetter(value, baseline, MinDelta))
        {
            _waited = 0;
        }

        if (RestoreBest)
        {
            _bestWeights = state.Model.GetWeights();
        }
    }
}
