namespace Trimtab.Plots;

/// <summary>One number per category as a dot, with its interval: for figures close together and far from zero.</summary>
public sealed record DotPlot : PlotModel
{
    /// <summary>What is compared, top to bottom.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Their figures; NaN for one that failed.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Lower ends of the intervals; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>Upper ends of the intervals; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Categories to draw pale, from 0: those that are out of the running.</summary>
    public IReadOnlyList<int> Pale { get; init; } = [];

    /// <summary>The category to point out, from 0; <see langword="null"/> for none.</summary>
    public int? Highlight { get; init; }
}
