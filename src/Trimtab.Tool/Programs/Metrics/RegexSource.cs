using System.Text.RegularExpressions;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// Lines of the standard output that a regular expression finds: <c>regex:accuracy is (\S+)</c>. The number is its group <c>value</c>, else
/// the first one that has a text and is not <c>step</c>; a group <c>step</c> makes it a report. Of several numbers in
/// a line the last counts.
/// </summary>
[Named("regex")]
internal sealed class RegexSource : MetricSource
{
    private readonly string _metric;
    private readonly Regex _pattern;
    private readonly string[] _groups;

    public RegexSource(string metric, string settings)
    {
        _metric = metric;
        try
        {
            _pattern = Linear(settings);
        }
        catch (ArgumentException error)
        {
            throw new TrimtabException($"--from regex: is followed by a regular expression. Got '{settings}'. {error.Message}", error);
        }

        _groups = [.. _pattern.GetGroupNames().Where(name => name is not ("0" or "step"))];
        if (_groups.Length == 0)
        {
            throw new TrimtabException(
                $"The regular expression of '{metric}' has a group around the number, as 'acc=(\\S+)', beside one for the step. "
                + $"Got '{settings}'.");
        }
    }

    /// <inheritdoc/>
    public override ProgramStream Stream => ProgramStream.Output;

    /// <inheritdoc/>
    public override string Missing =>
        $"The program printed no line with a number where the regular expression {_pattern} looks for '{_metric}'.";

    /// <inheritdoc/>
    public override MetricReading? Read(OutputLine line)
    {
        try
        {
            return _pattern.Matches(line.Text).Select(match => Read(match, line)).LastOrDefault(reading => reading is not null);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private MetricReading? Read(Match match, OutputLine line) =>
        Group(match) is { } group && NumberReader.Read(group.ValueSpan.Trim()) is { } number
            ? MetricReading.Of(number, Step(match) is { } step ? new(step, null) : line.Step())
            : null;

    /// <summary>The group of the number, of which alternatives may have one each; null where none has a text.</summary>
    private Group? Group(Match match) => match.Groups["value"] is { Success: true } named ? named
        : _groups.Select(name => match.Groups[name]).Where(group => group.Success).MinBy(group => group.Index);

    private static long? Step(Match match) => NamedNumber.Step(NumberReader.Read(match.Groups["step"].ValueSpan)?.Value);

    /// <summary>
    /// Each match in time linear in the line; with look-arounds and references back, which that does not know, for a second at most.
    /// </summary>
    private static Regex Linear(string pattern)
    {
        const RegexOptions Options = RegexOptions.CultureInvariant;
        try
        {
            return new(pattern, Options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new(pattern, Options, TimeSpan.FromSeconds(1));
        }
    }
}
