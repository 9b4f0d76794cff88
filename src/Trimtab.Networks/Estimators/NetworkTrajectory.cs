using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>The training of a net that can be advanced to any epoch.</summary>
internal class NetworkTrajectory(
    NeuralNetwork model, FitLoop loop, Func<NeuralNetwork, IFitted> fitted, CancellationToken cancellationToken) : ITrajectory
{
    private readonly Lazy<IFitted> _fitted = new(() => fitted(model)); // one: predictions of one net are serialized by it

    /// <summary>The training.</summary>
    protected FitLoop Loop => loop;

    /// <summary>The net as a training to here alone leaves it, with the weights of its best epoch if a callback restores those.</summary>
    public IFitted Fitted
    {
        get
        {
            using var use = model.BeginUse();
            loop.ShowFinalWeights();
            return _fitted.Value;
        }
    }

    /// <inheritdoc/>
    public bool HasStopped => loop.HasStopped;

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
    public void Dispose() => model.Dispose();
}

/// <summary>The training of a net that can be put down and taken up again.</summary>
internal sealed class ResumableNetworkTrajectory(
    NeuralNetwork model, FitLoop loop, Func<NeuralNetwork, IFitted> fitted, CancellationToken cancellationToken)
    : NetworkTrajectory(model, loop, fitted, cancellationToken), IResumableTrajectory
{
    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => Loop.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader, int epoch)
    {
        Loop.Load(reader);
        int done = Loop.Training.EpochsDone;
        if (done > epoch || (done < epoch && !Loop.HasStopped))
        {
            throw new InvalidDataException(Invariant($"The snapshot must be that after epoch {epoch}. It is after epoch {done}."));
        }
    }
}
