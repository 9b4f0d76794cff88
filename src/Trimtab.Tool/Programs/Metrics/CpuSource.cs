using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// The processor time of the program and the children it waited for, in seconds: less noisy than <see cref="TimeSource"/>.
/// </summary>
[Named("cpu")]
internal sealed class CpuSource(string metric, string settings) : MeasuredSource(metric, settings)
{
    /// <inheritdoc/>
    public override Direction? Usual => Direction.Minimize;

    /// <inheritdoc/>
    public override double? Read(ProgramEnd end) => end.ProcessorTime.TotalSeconds;
}
