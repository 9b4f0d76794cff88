using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>An estimator that trains epoch by epoch: it can be stopped, looked at and taken further.</summary>
/// <remarks>
/// How many epochs it trains is a position on a trajectory, not a setting of it: estimators that differ in nothing else are trained
/// once, to the longest, and scored on the way. What is scored at an epoch is to the last bit what training to it alone gives.
/// </remarks>
public interface IIterativeEstimator : IEstimator
{
    /// <summary>How many epochs a fit trains; 1 or more.</summary>
    int Epochs { get; }

    /// <summary>The parameter that sets <see cref="Epochs"/>. Default: <c>epochs</c>.</summary>
    string EpochsName => "epochs";

    /// <summary>Everything a training of this estimator depends on besides rows, draws and length.</summary>
    TrajectoryIdentity Identity { get; }

    /// <summary>
    /// The metrics it reports of each epoch (<see cref="FitContext.EpochEnded"/>), with the direction in which they are better. A search's
    /// pruner can compare those. Default: none.
    /// </summary>
    IReadOnlyList<Objective> EpochMetrics => [];

    /// <summary>Begins a training before its first epoch.</summary>
    /// <exception cref="TrimtabException">The data or the settings cannot be learned from.</exception>
    ITrajectory Begin(Dataset data, FitContext context);
}

/// <summary>A training under way. Belongs to one thread at a time.</summary>
public interface ITrajectory : IDisposable
{
    /// <summary>
    /// Trains on until <paramref name="epoch"/> epochs are done, reporting each through the context it began with; nothing where they are.
    /// </summary>
    /// <exception cref="TrimtabException">The training failed; it cannot be taken further.</exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    void AdvanceTo(int epoch);

    /// <summary>Fitted estimator so far; of use until the next advance.</summary>
    IFitted Fitted { get; }

    /// <summary>
    /// Whether the training has stopped before the end, as early stopping does: further advances train nothing. Default: no.
    /// </summary>
    bool HasStopped => false;
}

/// <summary>A training that can be put down and taken up again, to the bit. Belongs to one thread at a time.</summary>
public interface IResumableTrajectory : ITrajectory
{
    /// <summary>
    /// Writes where the training stands: what was learned, what its optimizer remembers, how far it is. Draws have addresses and need
    /// nothing.
    /// </summary>
    void Save(BinaryWriter writer);

    /// <summary>Goes to where a training of the same configuration, rows and draws stood; before the first advance.</summary>
    /// <remarks>What it throws is a warning of the ledger, and the training begins anew with another object.</remarks>
    /// <param name="reader">What <see cref="Save"/> wrote, to be read to its end.</param>
    /// <param name="epoch">Epochs it had trained.</param>
    void Load(BinaryReader reader, int epoch);
}

/// <summary>Whether a training may be shared, and with which others.</summary>
/// <param name="Key">
/// The whole configuration as text, without the number of epochs: trainings of equal keys are the same one. Empty where it must be trained
/// alone.
/// </param>
/// <param name="WhyAlone">Why it must be trained alone; empty where it need not.</param>
public sealed record TrajectoryIdentity(string Key, string WhyAlone)
{
    /// <summary>A training that cannot be shared.</summary>
    public static TrajectoryIdentity Alone(string why) => new("", why);

    /// <summary>A training that can be shared with those of the same configuration.</summary>
    public static TrajectoryIdentity Of(string configuration) => new(configuration, "");

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
