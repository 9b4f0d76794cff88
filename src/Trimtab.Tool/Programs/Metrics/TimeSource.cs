using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>How long the program ran, in seconds.</summary>
[Named("time")]
internal sealed class TimeSource(string metric, string settings) : MeasuredSource(metric, settings)
{
    /// <inheritdoc/>
    public override Direction? Usual => Direction.Minimize;

    /// <inheritdoc/>
    public override double? Read(ProgramEnd end) => end.Elapsed.TotalSeconds;
}
