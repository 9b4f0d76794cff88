namespace Trimtab.Networks;

/// <summary>Saves the weights of the net after each epoch to a safetensors file, atomically.</summary>
/// <param name="path">Path of the file; may contain <c>{epoch}</c> and metrics: <c>net-{epoch:D3}-{val_loss:F4}.safetensors</c>.</param>
/// <remarks>
/// In a search, each training writes files of its own: <c>{fit}</c> in the path becomes the name of the fit
/// (<see cref="TrainingState.FitName"/>), which otherwise stands before the extension:
/// <c>best.candidate-3-fold-0-epochs-20.safetensors</c>. What a ledger knows is not trained and writes nothing.
/// <code>
/// var checkpoint = new ModelCheckpoint("best.safetensors") { Monitor = "val_loss", SaveBestOnly = true };
/// model.Fit(train, new() { Epochs = 20, ValidationData = test, Callbacks = [checkpoint] });
/// model.LoadWeights("best.safetensors");
/// </code>
/// </remarks>
public sealed class ModelCheckpoint(string path) : Callback
{
    private MonitoredMetric _monitored;
    private double _best;
    private string _path = "";

    /// <summary>The metric monitored if <see cref="SaveBestOnly"/>. Default <c>val_loss</c>.</summary>
    public string Monitor { get; init => field = Setting.Required(value); } = "val_loss";

    /// <summary>
    /// Direction of improvement. Default <see langword="null"/>: the metric's own; <see cref="Trimtab.Direction.Minimize"/> for losses.
    /// </summary>
    public Direction? Direction { get; init; }

    /// <summary>Whether only epochs better than all before are saved. Default false: all epochs.</summary>
    public bool SaveBestOnly { get; init; }

    /// <summary>Empty: a training does not depend on what is saved of it.</summary>
    public override string Key => "";

    /// <inheritdoc/>
    public override string? Monitored => SaveBestOnly ? Monitor : null;

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _path = FitFileName.Of(path, state.FitName);
        if (SaveBestOnly)
        {
            _monitored = MonitoredMetric.In(state, Monitor, Direction);
            _best = _monitored.Worst;
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(report);
        if (SaveBestOnly)
        {
            double value = _monitored.Of(report);
            if (!_monitored.IsBetter(value, _best, 0))
            {
                return;
            }

            _best = value;
        }

        state.Model.SaveWeights(EpochFileName.Fill(_path, report));
    }
}
