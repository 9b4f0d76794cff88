using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Trimtab.Tests.Logging;

/// <summary>A logger factory as a host makes it, with one provider that keeps every event.</summary>
internal sealed class CapturedLog : IDisposable
{
    private readonly FakeLoggerProvider _provider = new();

    public CapturedLog(LogLevel least = LogLevel.Trace) =>
        Factory = LoggerFactory.Create(logging => logging.AddProvider(_provider).SetMinimumLevel(least));

    public ILoggerFactory Factory { get; }

    public IReadOnlyList<FakeLogRecord> Events => _provider.Collector.GetSnapshot();

    /// <summary>How often each event was logged, with its level: <c>Debug TrialStarted 8</c>; in the order of their numbers.</summary>
    public IReadOnlyList<string> Counts(string category) =>
    [
        .. Events.Where(item => item.Category == category).GroupBy(item => (item.Id, item.Level)).OrderBy(group => group.Key.Id.Id)
            .Select(group => Invariant($"{group.Key.Level} {group.Key.Id.Name} {group.Count()}")),
    ];

    /// <summary>The events of a name, in the order of <paramref name="field"/>, else as they came.</summary>
    public IReadOnlyList<FakeLogRecord> Of(string name, string? field = null)
    {
        var events = Events.Where(item => item.Id.Name == name);
        return [.. field is null ? events : events.OrderBy(item => item.GetStructuredStateValue(field), StringComparer.Ordinal)];
    }

    /// <summary>The fields of the only event of a name, without the template: <c>Study=bowl</c>.</summary>
    public IReadOnlyList<string> FieldsOf(string name) => FieldsOf(Assert.Single(Of(name)));

    public static IReadOnlyList<string> FieldsOf(FakeLogRecord item) =>
        [.. item.StructuredState!.Where(field => field.Key != "{OriginalFormat}").Select(field => $"{field.Key}={field.Value}")];

    public void Dispose() => Factory.Dispose();
}
