namespace Trimtab.Plots;

/// <summary>
/// A chart as plain data: titles, axes and numbers, without colours or sizes. Renderers, dashboards and tests read the same record.
/// Immutable.
/// </summary>
public abstract record Chart
{
    private protected Chart()
    {
    }

    /// <summary>Title of the chart.</summary>
    public required string Title { get; init; }

    /// <summary>The label of the horizontal axis, with its unit; empty for none.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>The label of the vertical axis, with its unit; empty for none.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>How much there is to see, as "3 curves of 120 points".</summary>
    private protected abstract string Contents { get; }

    /// <summary>One line: the kind of chart, the title, the axes and how much is drawn; the same in every culture.</summary>
    public sealed override string ToString()
    {
        string[] axes = [.. new[] { YLabel, XLabel }.Where(label => label.Length > 0)];
        string over = axes.Length > 0 ? $" ({string.Join(" by ", axes)})" : "";
        return $"{GetType().Name} \"{Title}\"{over}: {Contents}";
    }

    /// <summary>A number with its noun.</summary>
    private protected static string Count(int number, string noun) => Invariant($"{number} {noun}{(number == 1 ? "" : "s")}");
}
