using System.Text.RegularExpressions;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// Lines of the standard output that a regular expression finds: <c>regex:accuracy is (\S+)</c>. The number is its group <c>value</c>, else
/// its first one; a group <c>step</c> makes it a report.
/// </summary>
[Named("regex")]
internal sealed class RegexSource : MetricSource
{
    private readonly string _metric;
    private readonly Regex _pattern;

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

        if (_pattern.GetGroupNumbers().Length < 2)
        {
            throw new TrimtabException(
                $"The regular expression of '{metric}' has a group around the number, as 'acc=(\\S+)'. Got '{settings}'.");
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
        var match = Match(line.Text);
        var group = match.Groups["value"] is { Success: true } named ? named : match.Groups[1];
        return match.Success && NumberReader.Read(group.ValueSpan.Trim()) is { } number
            ? MetricReading.Of(number, Step(match) is { } step ? new(step, null) : line.Step())
            : null;
    }

    private static long? Step(Match match) => NamedNumber.Step(NumberReader.Read(match.Groups["step"].ValueSpan)?.Value);

    private Match Match(string text)
    {
        try
        {
            return _pattern.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return System.Text.RegularExpressions.Match.Empty;
        }
    }

    /// <summary>
    /// In time linear in the line; with look-arounds and references back, which that does not know, for a second at most.
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
