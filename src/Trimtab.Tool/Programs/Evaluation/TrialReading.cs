using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Programs.Processes;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>Reads the numbers of one run of a program from its lines, and reports those with a step. Not thread-safe.</summary>
internal sealed class TrialReading
{
    /// <summary>The error where a line was too long to be read.</summary>
    public const string TooLong = "A line of more than 1 MiB was not read: print the number on a line of its own, or say --from file:.";

    private readonly RunSettings _settings;
    private readonly Func<double, int, bool> _report;
    private readonly MetricValues[] _metrics, _limits;
    private readonly MetricSource[] _limitSources;
    private readonly string?[] _others; // names of metrics without a number, in other letters
    private readonly StepCount _steps = new();
    private readonly EpochLines _epochs = new();

    /// <param name="settings">The metrics and limits.</param>
    /// <param name="report">
    /// Called with the first metric and its epoch, from 1: one more than the step, as storages have it. False where the program should end.
    /// </param>
    public TrialReading(RunSettings settings, Func<double, int, bool> report)
    {
        (_settings, _report) = (settings, report);
        _metrics = [.. settings.Metrics.Select(metric => new MetricValues(metric.Take, metric.Objective.Direction))];
        _others = new string?[_metrics.Length];
        _limits = [.. settings.Limits.Select(_ => new MetricValues(TakeRule.Last, Direction.Minimize))];
        string stream = Stream(settings) == ProgramStream.Errors ? "stderr" : "stdout";
        _limitSources = [.. settings.Limits.Select(limit => MetricSource.Open(stream, limit.Name))];
    }

    /// <summary>The stream that is read: that of the metrics; for limits alone, standard output.</summary>
    public static ProgramStream Stream(RunSettings settings) =>
        settings.Metrics.Select(metric => metric.Source.Stream).FirstOrDefault(
            stream => stream != ProgramStream.None, settings.Limits.Count > 0 ? ProgramStream.Output : ProgramStream.None);

    /// <summary>Whether a metric or a limit is the memory that the tool measures.</summary>
    public static bool MeasuresMemory(RunSettings settings) => settings.Metrics.Select(metric => metric.Source)
        .Concat(settings.Limits.Select(limit => MetricSource.Measured(limit.Name))).Any(source => source?.MeasuresMemory == true);

    /// <summary>Reads a line.</summary>
    /// <returns>Whether the program may go on.</returns>
    public bool Read(string text)
    {
        var line = new OutputLine(text, _epochs);
        _epochs.Add(line);
        bool goesOn = true;
        foreach (var (index, metric) in _settings.Metrics.Index())
        {
            if (metric.Source.Read(line) is { } reading)
            {
                _metrics[index].Add(reading);
                goesOn &= index > 0 || Report(reading);
            }
            else if (_metrics[index].Value is null)
            {
                _others[index] ??= metric.Source.OtherCase(line);
            }
        }

        foreach (var (index, source) in _limitSources.Index())
        {
            if (source.Read(line) is { } reading)
            {
                _limits[index].Add(reading);
            }
        }

        return goesOn;
    }

    /// <summary>Takes note of a line that is too long to be read.</summary>
    public void PassOver() => HasLongLine = true;

    /// <summary>Whether a line was too long to be read.</summary>
    public bool HasLongLine { get; private set; }

    /// <summary>Whether steps went back, so that reports may have been left out.</summary>
    public bool WentBack => _steps.WentBack;

    /// <summary>The values of the objectives.</summary>
    /// <exception cref="ProgramException">One is missing, or can't be read.</exception>
    public IReadOnlyList<double> Values(ProgramEnd end) =>
    [
        .. _settings.Metrics.Select((metric, index) => Value(metric.Objective.Name, _metrics[index]) ?? metric.Source.Read(end)
            ?? throw Missing(metric.Source.Missing + OtherName(index), metric.Source.Stream)),
    ];

    /// <summary>Amounts by which the limits are violated.</summary>
    /// <exception cref="ProgramException">A number is missing, or can't be read.</exception>
    public IReadOnlyList<double> Violations(ProgramEnd end) =>
    [
        .. _settings.Limits.Select((limit, index) => limit.Violation(Value(limit.Name, _limits[index])
            ?? MetricSource.Measured(limit.Name)?.Read(end)
            ?? throw Missing(
                $"The program printed no '{limit.Name}', which has a limit. Print a line with {limit.Name}=….", Stream(_settings)))),
    ];

    private ProgramException Missing(string what, ProgramStream stream) =>
        new(HasLongLine && stream != ProgramStream.None ? $"{what} {TooLong}" : what);

    /// <exception cref="ProgramException">What stands in its place is no number.</exception>
    private static double? Value(string name, MetricValues values) =>
        values.Unread is { } text ? throw new ProgramException(NumberText.Refused(name, text)) : values.Value;

    private string OtherName(int metric) =>
        _others[metric] is { } name ? $" It printed '{name}': names are case-sensitive." : "";

    private bool Report(MetricReading reading) =>
        reading.Step is not { } printed || _steps.Next(printed, reading.Epoch) is not { } step || _report(reading.Value, (int)step + 1);
}
