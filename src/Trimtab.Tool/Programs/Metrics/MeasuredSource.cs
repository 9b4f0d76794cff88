namespace Trimtab.Tool.Programs.Metrics;

/// <summary>A number that the tool measures of every program: it is known at the end, needs no name and has no settings.</summary>
internal abstract class MeasuredSource : MetricSource
{
    private readonly string _metric;

    /// <param name="metric">Name of the metric.</param>
    /// <param name="settings">Must be empty.</param>
    /// <exception cref="TrimtabException">There are settings.</exception>
    protected MeasuredSource(string metric, string settings)
    {
        _metric = metric;
        if (settings.Length > 0)
        {
            throw new TrimtabException($"--from {Name} has no settings behind a colon. Got '{settings}'.");
        }
    }

    /// <inheritdoc/>
    public override string Missing => $"The program has no '{_metric}': it did not end by itself.";
}
