using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Trimtab.Tests.Logging;

/// <summary>Events are numbered and named once, and docs/logging.md lists them all.</summary>
public partial class LogEventTests
{
    /// <summary>Every event: <c>1010 TrialStarted Debug</c>.</summary>
    private static readonly string[] _events =
    [
        .. from type in typeof(Study).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
           where attribute is not null
           orderby attribute.EventId
           select Invariant($"{attribute.EventId} {attribute.EventName ?? method.Name} {attribute.Level}"),
    ];

    [Fact]
    public void NumbersAndNames_AreEachUsedOnce()
    {
        Assert.NotEmpty(_events);
        Assert.Equal(_events.Length, _events.DistinctBy(item => item.Split(' ')[0]).Count());
        Assert.Equal(_events.Length, _events.DistinctBy(item => item.Split(' ')[1]).Count());
    }

    [Fact]
    public void Documentation_ListsEveryEvent() => Assert.Equal(
        _events,
        Row().Matches(InRepository("docs/logging.md")).Select(match => $"{match.Groups[1]} {match.Groups[2]} {match.Groups[3]}").Order());

    [Fact]
    public void Documentation_ShowsTheSample_AsItRuns() => Assert.Contains(
        $"```csharp\n{InRepository("samples/LogStudy.cs")}```\n", InRepository("docs/logging.md"), StringComparison.Ordinal);

    [GeneratedRegex(@"^\| (\d{4}) \| `(\w+)` \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static string InRepository(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path));
}
