using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>The training of a net that can be advanced to any epoch.</summary>
internal sealed class NetworkTrajectory(
    Sequential model, FitLoop loop, Func<Sequential, IFitted> fitted, CancellationToken cancellationToken) : IResumableTrajectory
{
    private readonly Lazy<IFitted> _fitted = new(() => fitted(model)); // one: predictions of one net are serialized by it

    /// <inheritdoc/>
    public IFitted Fitted => _fitted.Value;

    /// <summary>Continues the training until <paramref name="epoch"/>.</summary>
    /// <exception cref="NonFiniteLossException">The loss became NaN or infinite.</exception>
    public void AdvanceTo(int epoch)
    {
        var history = loop.AdvanceTo(epoch, cancellationToken);
        if (history.Outcome == TrainingOutcome.NonFiniteLoss)
        {
            throw new NonFiniteLossException(history.Reason);
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        using var use = model.BeginUse();
        loop.Training.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader, int epoch)
    {
        using var use = model.BeginUse();
        loop.Training.Load(reader);
        if (loop.Training.EpochsDone != epoch)
        {
            throw new InvalidDataException(
                Invariant($"The snapshot must be that after epoch {epoch}. It is after epoch {loop.Training.EpochsDone}."));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
