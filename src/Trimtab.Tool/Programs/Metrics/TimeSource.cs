namespace Trimtab.Tool.Programs.Metrics;

/// <summary>How long the program ran, in seconds.</summary>
[Named("time")]
internal sealed class TimeSource : MetricSource
{
    public TimeSource(string metric, string settings) => RequireNone("time", settings);

    /// <inheritdoc/>
    public override Direction? Usual => Direction.Minimize;

    /// <inheritdoc/>
    public override string Hint => "The program ends.";

    /// <inheritdoc/>
    public override double? Read(ProgramEnd end) => end.Elapsed.TotalSeconds;
}
