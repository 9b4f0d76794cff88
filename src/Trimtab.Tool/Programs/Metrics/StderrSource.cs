using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>As <see cref="StdoutSource"/>, of the standard error.</summary>
[Named("stderr")]
internal sealed class StderrSource(string metric, string settings) : StdoutSource(metric, settings)
{
    /// <inheritdoc/>
    public override ProgramStream Stream => ProgramStream.Errors;
}
