namespace Trimtab.Plots;

/// <summary>A picture as plain data: what is drawn, not how. A renderer, a dashboard and a test read the same record. Immutable.</summary>
public abstract record PlotModel
{
    private protected PlotModel()
    {
    }

    /// <summary>What the picture shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What runs to the right, with its unit; empty for none.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>What runs upwards, with its unit; empty for none.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
