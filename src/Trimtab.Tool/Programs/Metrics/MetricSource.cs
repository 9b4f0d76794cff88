using System.Globalization;
using System.Reflection;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>Source of a number of a program: its output, a file, how long it took. Immutable; thread-safe.</summary>
/// <remarks>Adding one: docs/adding/metric-source.md.</remarks>
internal abstract class MetricSource
{
    private static readonly Catalog<MetricSource> _catalog = new(typeof(MetricSource).Assembly);

    /// <summary>Names of all sources.</summary>
    public static IEnumerable<string> Names => _catalog.Names;

    /// <summary>The stream whose lines it reads. Default: none.</summary>
    public virtual ProgramStream Stream => ProgramStream.None;

    /// <summary>The file that the program writes it to, as the study names it; null, as by default, where there is none.</summary>
    public virtual string? OutputFile => null;

    /// <summary>Whether a program that exits with another code than 0 has a value nevertheless. Default: no.</summary>
    public virtual bool TakesFailures => false;

    /// <summary>Whether the tool has to look at the program's memory while it runs. Default: no.</summary>
    public virtual bool MeasuresMemory => false;

    /// <summary>The direction that is meant where none is given; null where one must be. Default: null.</summary>
    public virtual Direction? Usual => null;

    /// <summary>Message on a program that gave no number: what was looked for, and what to do.</summary>
    public abstract string Missing { get; }

    /// <summary>The name in other letters that stands before a number in a line; null, as by default, where it does not.</summary>
    public virtual string? OtherCase(OutputLine line) => null;

    /// <summary>The name by which the command line calls it.</summary>
    protected string Name => _catalog.NameOf(this) ?? GetType().Name;

    /// <summary>The source that <c>stdout</c>, <c>regex:acc (\S+)</c> or <c>file:metrics.json#/val</c> names.</summary>
    /// <param name="text">Name of the source and, behind a colon, its settings.</param>
    /// <param name="metric">Name of the metric.</param>
    /// <exception cref="TrimtabException">There is no such source, or the settings do not fit it.</exception>
    public static MetricSource Open(string text, string metric)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, settings) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        if (!Names.Contains(name))
        {
            throw new UnknownNameException("source of metrics", name, Names);
        }

        return (MetricSource)_catalog.TypeOf(name).GetConstructor([typeof(string), typeof(string)])!.Invoke(
            BindingFlags.DoNotWrapExceptions, null, [metric, settings], CultureInfo.InvariantCulture);
    }

    /// <summary>The source of a number that the tool measures of every program, as <c>time</c>; null for other names.</summary>
    public static MetricSource? Measured(string name) =>
        Names.Contains(name) && _catalog.TypeOf(name).IsSubclassOf(typeof(MeasuredSource)) ? Open(name, name) : null;

    /// <summary>The number in a line of <see cref="Stream"/>; null where there is none.</summary>
    public virtual MetricReading? Read(OutputLine line) => null;

    /// <summary>The number that is known when the program has ended; null where it is in lines, or is missing.</summary>
    public virtual double? Read(ProgramEnd end) => null;
}
