using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>How a training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary>A callback ended it early.</summary>
    Stopped,

    /// <summary>The loss became NaN or infinite; the weights of that moment are kept, they are of no use.</summary>
    NonFiniteLoss,
}

/// <summary>What a training measured, epoch by epoch. Immutable.</summary>
/// <param name="Epochs">One report per epoch, in order: <c>loss</c>, the metrics, and the same with <c>val_</c> where there was validation.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, where it did not complete; otherwise empty.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochReport> Epochs, TrainingOutcome Outcome, string Reason)
{
    /// <summary>One measure over the epochs; NaN where an epoch lacks it.</summary>
    /// <exception cref="UnknownNameException">No epoch has it.</exception>
    public double[] this[string measure] => Epochs.Any(e => e.Measures.ContainsKey(measure))
        ? [.. Epochs.Select(e => e.Measures.GetValueOrDefault(measure, double.NaN))]
        : throw new UnknownNameException("measure", measure, Epochs.SelectMany(e => e.Measures.Keys).Distinct());

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
