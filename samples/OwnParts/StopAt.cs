using Trimtab;
using Trimtab.Networks;

namespace OwnParts;

/// <summary>Stops a training at the first epoch in which a loss is small enough.</summary>
/// <param name="loss">The largest loss that is; above 0.</param>
/// <param name="monitor">The loss: <c>loss</c> or <c>val_loss</c>. Default <c>val_loss</c>.</param>
/// <remarks>
/// It decides from each epoch alone. So it has no state, the number of epochs to come makes no difference, and candidates of a search that
/// differ in epochs share a training with it.
/// </remarks>
public sealed class StopAt(double loss, string monitor = "val_loss") : Callback, IResumableCallback
{
    /// <inheritdoc/>
    public override string Key => FormattableString.Invariant($"stop at a {monitor} of {loss:R}");

    /// <inheritdoc/>
    public override string Monitored => monitor;

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(report);
        if (report.Metrics[monitor] <= loss)
        {
            state.Stop(FormattableString.Invariant($"{monitor} is {loss} or less in epoch {report.Epoch}."));
        }
    }

    /// <summary>Writes nothing: there is no state.</summary>
    public void Save(BinaryWriter writer)
    {
    }

    /// <summary>Reads nothing: there is no state.</summary>
    public void Load(BinaryReader reader)
    {
    }
}
