using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>The most memory that the program, or one of the children it waited for, had at once, in MiB.</summary>
[Named("memory")]
internal sealed class MemorySource(string metric, string settings) : MeasuredSource(metric, settings)
{
    /// <inheritdoc/>
    public override bool MeasuresMemory => true;

    /// <inheritdoc/>
    public override Direction? Usual => Direction.Minimize;

    /// <inheritdoc/>
    public override double? Read(ProgramEnd end) => end.PeakMemory / (1024.0 * 1024.0);
}
