using Trimtab.Tool.Programs.Metrics;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>A metric as far as it was read; each part is given once.</summary>
internal sealed class MetricDraft
{
    /// <summary>Name of the metric; null where none was given.</summary>
    public string? Name { get; set; }

    /// <summary>Source of the metric; null where none was given.</summary>
    /// <exception cref="TrimtabException">One was given before.</exception>
    public string? From
    {
        get;
        set => field = Once("--from", field, value);
    }

    /// <summary>The rule which value counts; null where none was given.</summary>
    /// <exception cref="TrimtabException">One was given before.</exception>
    public string? Take
    {
        get;
        set => field = Once("--take", field, value);
    }

    /// <summary>Direction of the metric; null where none was given.</summary>
    /// <exception cref="TrimtabException">The other one was given before.</exception>
    public Direction? Direction
    {
        get;
        set => field = field is null || field == value ? value : throw new TrimtabException(
            $"A metric has one direction. Got --maximize and --minimize{(Name is null ? "" : $" behind --metric {Name}")}.");
    }

    /// <summary>The name of a metric that was given none: what is measured is called as it is.</summary>
    /// <exception cref="TrimtabException">A source may have many metrics.</exception>
    public static string NameOf(string? from) => from switch
    {
        null => throw new TrimtabException("A metric has a name: --metric NAME, with --maximize or --minimize. Got one without."),
        _ when MetricSource.Measured(from) is not null => from,
        _ => throw new TrimtabException($"A metric has a name: --metric NAME --from {from}."),
    };

    /// <summary>The metric with what this layer gives of it, else what a weaker one gives.</summary>
    public MetricDraft Over(MetricDraft weaker) => new()
    {
        Name = Name ?? weaker.Name,
        From = From ?? weaker.From,
        Take = Take ?? weaker.Take,
        Direction = Direction ?? weaker.Direction,
    };

    /// <summary>The metric.</summary>
    /// <exception cref="TrimtabException">It has no name or direction, or its source or rule is wrong.</exception>
    public ProgramMetric Metric()
    {
        string from = From ?? "stdout";
        string name = Name ?? NameOf(From);
        var source = MetricSource.Open(from, name);
        var direction = Direction ?? source.Usual ?? throw new TrimtabException(
            $"A metric has a direction: write --maximize or --minimize behind --metric {name}.");
        return new(new(name, direction), from, source, TakeRule.Parse(Take ?? "last"));
    }

    private static string? Once(string option, string? before, string? now) => before is null || now is null || before == now
        ? now
        : throw new TrimtabException($"{option} is given once for each metric. Got {before} and {now}.");
}
