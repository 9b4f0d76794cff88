using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// The last line of the standard output with <c>accuracy=0.93</c>, <c>accuracy: 0.93</c> or a JSON object of that name; with a step or
/// epoch in it, a report.
/// </summary>
[Named("stdout")]
internal class StdoutSource : MetricSource
{
    private readonly string _name;

    /// <param name="metric">Name of the metric.</param>
    /// <param name="settings">Another name that the program prints; empty for the metric's.</param>
    public StdoutSource(string metric, string settings) => _name = settings.Length > 0 ? settings : metric;

    /// <inheritdoc/>
    public override ProgramStream Stream => ProgramStream.Output;

    /// <inheritdoc/>
    public override string Missing =>
        $"The program printed no '{_name}'. Print a line with {_name}=0.93, {_name}: 0.93 or a JSON object with \"{_name}\", or say by "
        + $"--from where it is: {string.Join(", ", Names.Where(name => name != Name))}.";

    /// <inheritdoc/>
    public override string? OtherCase(OutputLine line) => NamedNumber.OtherCase(line.Text, _name);

    /// <inheritdoc/>
    public override MetricReading? Read(OutputLine line) =>
        line.Number(_name) is { } number ? MetricReading.Of(number, line.Step()) : null;
}
