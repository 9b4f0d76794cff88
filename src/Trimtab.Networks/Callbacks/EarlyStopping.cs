namespace Trimtab.Networks;

/// <summary>Stops a training when a monitored metric no longer improves. Names and defaults are Keras 2's.</summary>
/// <param name="monitor">The metric monitored: <c>val_loss</c>, <c>accuracy</c>, …. Default <c>val_loss</c>.</param>
/// <remarks>
/// As in Keras, no training stops after its first epoch. Other than Keras 2, and as Keras 3, <see cref="RestoreBestWeights"/> applies to
/// trainings that were not stopped, too.
/// <code>
/// var stopping = new EarlyStopping("val_accuracy") { Patience = 5, RestoreBestWeights = true };
/// model.Fit(train, new() { Epochs = 100, ValidationSplit = 0.2, Callbacks = [stopping] });
/// </code>
/// </remarks>
public sealed class EarlyStopping(string monitor = "val_loss") : Callback, IResumableCallback
{
    private MonitoredMetric _monitored;
    private double _best;
    private int _bestEpoch, _epochsWithoutImprovement;
    private IReadOnlyDictionary<string, float[]>? _bestWeights;

    /// <summary>
    /// Direction of improvement. Default <see langword="null"/>: the metric's own; <see cref="Trimtab.Direction.Minimize"/> for losses.
    /// </summary>
    public Direction? Direction { get; init; }

    /// <summary>Minimum change that counts as an improvement, 0 or more. Default 0.</summary>
    public double MinDelta { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>
    /// Number of epochs without improvement after which the training stops, 0 or more. Default 0: after the first one, as 1.
    /// </summary>
    public int Patience { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>
    /// Value that an improvement must exceed to reset <see cref="Patience"/>; finite. Default <see langword="null"/>: none.
    /// </summary>
    public double? Baseline { get; init => field = value is { } baseline ? Setting.Finite(baseline) : null; }

    /// <summary>Whether the net is left with the weights of its best epoch, also if it was not stopped. Default false.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>Number of first epochs that are not monitored, 0 or more. Default 0.</summary>
    public int StartFromEpoch { get; init => field = Setting.AtLeast(value, 0); }

    /// <inheritdoc/>
    public override string Key => Invariant($"early stopping by {monitor}, direction {Direction}, min_delta {MinDelta:R}, ")
        + Invariant($"patience {Patience}, baseline {Baseline:R}, best weights {RestoreBestWeights}, from epoch {StartFromEpoch}");

    /// <inheritdoc/>
    public override string Monitored => monitor;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, float[]>? FinalWeights => _bestWeights;

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _monitored = MonitoredMetric.In(state, monitor, Direction);
        (_best, _bestEpoch, _epochsWithoutImprovement, _bestWeights) = (_monitored.Worst, 0, 0, null);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(report);
        double value = _monitored.Of(report);
        if (report.Epoch <= StartFromEpoch)
        {
            return;
        }

        _epochsWithoutImprovement++;
        if (_monitored.IsBetter(value, _best, MinDelta))
        {
            RecordBest(value, state);
        }

        if (_epochsWithoutImprovement >= Math.Max(Patience, 1) && report.Epoch > 1)
        {
            string epochs = _epochsWithoutImprovement == 1 ? "epoch" : "epochs";
            state.Stop(Invariant($"{monitor} has not improved for {_epochsWithoutImprovement} {epochs} after epoch {_bestEpoch}."));
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_bestWeights is not null)
        {
            state.Model.SetWeights(_bestWeights);
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_best);
        writer.Write(_bestEpoch);
        writer.Write(_epochsWithoutImprovement);
        SavedWeights.Write(writer, _bestWeights);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        (_best, _bestEpoch, _epochsWithoutImprovement) = (reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32());
        _bestWeights = SavedWeights.Read(reader);
    }

    private void RecordBest(double value, TrainingState state)
    {
        (_best, _bestEpoch) = (value, state.Epoch);
        if (Baseline is not { } baseline || _monitored.IsBetter(value, baseline, MinDelta))
        {
            _epochsWithoutImprovement = 0;
        }

        if (RestoreBestWeights)
        {
            _bestWeights = state.Model.GetWeights();
        }
    }
}
