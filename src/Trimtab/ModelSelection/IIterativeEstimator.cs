namespace Trimtab.ModelSelection;

/// <summary>An estimator that trains epoch by epoch and reports each through <see cref="FitContext.EpochEnded"/>.</summary>
public interface IIterativeEstimator : IEstimator
{
    /// <summary>How many epochs a fit trains; 1 or more.</summary>
    int Epochs { get; }
}
