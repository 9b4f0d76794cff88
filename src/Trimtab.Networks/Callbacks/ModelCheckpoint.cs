using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Saves the weights after epochs, as safetensors files, atomically.</summary>
/// <param name="path">Where; <c>{epoch}</c> and measures in braces are filled in: <c>net-{epoch:D3}-{val_loss:F4}.safetensors</c>.</param>
public sealed class ModelCheckpoint(string path) : Callback
{
    private MonitoredMeasure _monitored;
    private double _best;

    /// <summary>What decides the best, where only that is saved: <c>val_loss</c> by default.</summary>
    public string Measure { get; init; } = "val_loss";

    /// <summary>Whether less or more is better; <see langword="null"/> for what the metric says of itself; of losses less is better.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Whether only epochs better than all before are saved. Default false: every one.</summary>
    public bool SaveBestOnly { get; init; }

    /// <inheritdoc/>
    public override void TrainingBegins(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (SaveBestOnly)
        {
            _monitored = MonitoredMeasure.In(state, Measure, Direction);
            _best = _monitored.Worst;
        }
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState state, EpochReport report)
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

        state.Model.SaveWeights(EpochFileName.Fill(path, report));
    }
}
