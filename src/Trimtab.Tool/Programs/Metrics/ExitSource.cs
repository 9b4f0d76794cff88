using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>The program's exit code, which is no failure then.</summary>
[Named("exit")]
internal sealed class ExitSource(string metric, string settings) : MeasuredSource(metric, settings)
{
    /// <inheritdoc/>
    public override bool TakesFailures => true;

    /// <inheritdoc/>
    public override double? Read(ProgramEnd end) => end.ExitCode;
}
