namespace Trimtab.Networks;

/// <summary>Reduces the learning rate when a monitored metric no longer improves. Names and defaults are Keras 2's.</summary>
/// <param name="monitor">The metric monitored: <c>val_loss</c>, <c>accuracy</c>, …. Default <c>val_loss</c>.</param>
/// <remarks>
/// <code>
/// var reduce = new ReduceLROnPlateau { Factor = 0.5, Patience = 3, MinLearningRate = 1e-5 };
/// model.Fit(train, new() { Epochs = 50, ValidationData = test, Callbacks = [reduce] });
/// </code>
/// </remarks>
public sealed class ReduceLROnPlateau(string monitor = "val_loss") : Callback, IResumableCallback
{
    private MonitoredMetric _monitored;
    private double _best;
    private int _epochsWithoutImprovement, _cooldown;

    /// <summary>
    /// Direction of improvement. Default <see langword="null"/>: the metric's own; <see cref="Trimtab.Direction.Minimize"/> for losses.
    /// </summary>
    public Direction? Direction { get; init; }

    /// <summary>Factor by which the learning rate is multiplied, in (0, 1). Default 0.1.</summary>
    public double Factor
    {
        get;
        init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1");
    } = 0.1;

    /// <summary>Number of epochs without improvement after which the rate is reduced, 1 or more. Default 10.</summary>
    public int Patience { get; init => field = Setting.AtLeast(value, 1); } = 10;

    /// <summary>Minimum change that counts as an improvement, 0 or more. Default 0.0001.</summary>
    public double MinDelta { get; init => field = Setting.AtLeast(value, 0); } = 0.0001;

    /// <summary>Number of epochs after a reduction during which epochs without improvement are not counted, 0 or more. Default 0.</summary>
    public int Cooldown { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>Lower bound of the learning rate, 0 or more; Keras's <c>min_lr</c>. Default 0.</summary>
    public double MinLearningRate { get; init => field = Setting.AtLeast(value, 0); }

    /// <inheritdoc/>
    public override string Key => Invariant($"reduced learning rate by {monitor}, direction {Direction}, factor {Factor:R}, ")
        + Invariant($"patience {Patience}, min_delta {MinDelta:R}, cooldown {Cooldown}, least {MinLearningRate:R}");

    /// <inheritdoc/>
    public override string Monitored => monitor;

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _monitored = MonitoredMetric.In(state, monitor, Direction);
        (_best, _epochsWithoutImprovement, _cooldown) = (_monitored.Worst, 0, 0);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(report);
        double value = _monitored.Of(report);
        if (_cooldown > 0)
        {
            (_cooldown, _epochsWithoutImprovement) = (_cooldown - 1, 0);
        }

        if (_monitored.IsBetter(value, _best, MinDelta))
        {
            (_best, _epochsWithoutImprovement) = (value, 0);
        }
        else if (_cooldown == 0 && ++_epochsWithoutImprovement >= Patience)
        {
            Reduce(state);
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_best);
        writer.Write(_epochsWithoutImprovement);
        writer.Write(_cooldown);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        (_best, _epochsWithoutImprovement, _cooldown) = (reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32());
    }

    private void Reduce(TrainingState state)
    {
        if (state.LearningRate > MinLearningRate)
        {
            state.LearningRate = Math.Max(state.LearningRate * Factor, Math.Max(MinLearningRate, double.Epsilon)); // a rate is above 0
            (_cooldown, _epochsWithoutImprovement) = (Cooldown, 0);
        }
    }
}
