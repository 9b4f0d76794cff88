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

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
