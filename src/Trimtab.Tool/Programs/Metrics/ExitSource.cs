namespace Trimtab.Tool.Programs.Metrics;

/// <summary>The program's exit code, which is no failure then.</summary>
[Named("exit")]
internal sealed class ExitSource : MetricSource
{
    public ExitSource(string metric, string settings) => RequireNone("exit", settings);

    /// <inheritdoc/>
    public override bool TakesFailures => true;

    /// <inheritdoc/>
    public override string Hint => "The program ends by itself, and not by a signal.";

    /// <inheritdoc/>
    public override double? Read(ProgramEnd end) => end.ExitCode;
}
