namespace Trimtab.Tool.Programs.Metrics;

/// <summary>How far a program is, as a line says.</summary>
/// <param name="Step">The step, else the epoch; null where the line has neither.</param>
/// <param name="Epoch">The epoch of a line that has a step as well; else null.</param>
internal readonly record struct LineStep(long? Step, long? Epoch)
{
    /// <summary>The step of a line that says these.</summary>
    public static LineStep Of(long? step, long? epoch) => step is null ? new(epoch, null) : new(step, epoch);
}
