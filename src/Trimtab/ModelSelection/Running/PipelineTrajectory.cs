using Trimtab.Preprocessing;

namespace Trimtab.ModelSelection.Running;

/// <summary>The training of an estimator behind steps that have learned.</summary>
internal class PipelineTrajectory(FittedSteps steps, ITrajectory trajectory) : ITrajectory
{
    public IFitted Fitted => new FittedPipeline(
        steps,
        trajectory.Fitted
            ?? throw new TrimtabException($"Fitted must be what was learned. That of {trajectory.GetType().Name} is null."));

    public bool HasStopped => trajectory.HasStopped;

    public void AdvanceTo(int epoch) => trajectory.AdvanceTo(epoch);

    public void Dispose() => trajectory.Dispose();
}

/// <summary>The same of a training that can be put down and taken up again; the steps learn the same again.</summary>
internal sealed class ResumablePipelineTrajectory(FittedSteps steps, IResumableTrajectory trajectory)
    : PipelineTrajectory(steps, trajectory), IResumableTrajectory
{
    public void Save(BinaryWriter writer) => trajectory.Save(writer);

    public void Load(BinaryReader reader, int epoch) => trajectory.Load(reader, epoch);
}
