using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>
/// A regressor that trains in epochs on targets of mean 0 and deviation 1, by the rows of each fit, and predicts in the targets' unit.
/// Immutable; thread-safe.
/// </summary>
/// <remarks>As scikit-learn's <c>TransformedTargetRegressor</c> with a <c>StandardScaler</c>. Its loss is that of scaled targets.</remarks>
internal sealed record ScaledTargetRegressor(IIterativeEstimator Regressor) : IIterativeEstimator
{
    public IReadOnlyCollection<string> ParameterNames => Regressor.ParameterNames;

    public EstimatorKind Kind => Regressor.Kind;

    public bool PreparesFeatures => Regressor.PreparesFeatures;

    public bool UsesWeights => Regressor.UsesWeights;

    public int Epochs => Regressor.Epochs;

    public string EpochsName => Regressor.EpochsName;

    public IReadOnlyList<Objective> EpochMetrics => Regressor.EpochMetrics;

    public TrajectoryIdentity Identity => Regressor.Identity is { Key.Length: > 0 } inner
        ? TrajectoryIdentity.Of($"targets scaled, {inner.Key}")
        : Regressor.Identity;

    public IEstimator With(ParameterSet parameters) => new ScaledTargetRegressor((IIterativeEstimator)Regressor.With(parameters));

    public void CheckSettings() => Regressor.CheckSettings();

    public void Check(Dataset data) => Regressor.Check(data);

    public int LearnedRows(Dataset data) => Regressor.LearnedRows(data);

    public IFitted Fit(Dataset data, FitContext context)
    {
        var scale = TargetScale.Of(data);
        return new FittedScaledTarget(Regressor.Fit(scale.Applied(data), context), scale);
    }

    public ITrajectory Begin(Dataset data, FitContext context)
    {
        var scale = TargetScale.Of(data);
        var trajectory = Regressor.Begin(scale.Applied(data), context);
        return trajectory is IResumableTrajectory resumable
            ? new ResumableScaledTrajectory(resumable, scale)
            : new ScaledTrajectory(trajectory, scale);
    }

    public override string ToString() => $"{nameof(ScaledTargetRegressor)} {{ Regressor = {Regressor} }}";

    private class ScaledTrajectory(ITrajectory trajectory, TargetScale scale) : ITrajectory
    {
        public IFitted Fitted => new FittedScaledTarget(trajectory.Fitted, scale);

        public bool HasStopped => trajectory.HasStopped;

        public void AdvanceTo(int epoch) => trajectory.AdvanceTo(epoch);

        public void Dispose() => trajectory.Dispose();
    }

    private sealed class ResumableScaledTrajectory(IResumableTrajectory trajectory, TargetScale scale)
        : ScaledTrajectory(trajectory, scale), IResumableTrajectory
    {
        public void Save(BinaryWriter writer) => trajectory.Save(writer);

        public void Load(BinaryReader reader, int epoch) => trajectory.Load(reader, epoch);
    }

    private sealed class FittedScaledTarget(IFitted regressor, TargetScale scale) : IFitted
    {
        public Scorer OwnScorer => regressor.OwnScorer;

        public Prediction Predict(Dataset data)
        {
            var scaled = regressor.Predict(data);
            return scaled with { Values = [.. scaled.Values.Select(value => (value * scale.Deviation) + scale.Mean)] };
        }
    }
}
