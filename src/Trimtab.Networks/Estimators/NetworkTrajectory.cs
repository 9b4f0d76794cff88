using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A net on its way through its epochs.</summary>
internal sealed class NetworkTrajectory(Sequential model, FitLoop loop, Func<Sequential, IFitted> fitted, CancellationToken cancellationToken) : IResumableTrajectory
{
    /// <inheritdoc/>
    public IFitted Fitted => fitted(model);

    /// <summary>Trains on. A net whose loss is no longer a number has failed.</summary>
    /// <exception cref="NonFiniteLossException">It has.</exception>
    public void AdvanceTo(int epoch)
    {
        var history = loop.AdvanceTo(epoch, cancellationToken);
        if (history.Outcome == TrainingOutcome.NonFiniteLoss)
        {
            throw new NonFiniteLossException(history.Reason);
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => loop.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader, int epoch) => loop.Load(reader, epoch);

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
