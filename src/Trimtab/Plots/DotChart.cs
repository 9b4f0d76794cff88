namespace Trimtab.Plots;

/// <summary>One number per category as a dot, with an optional interval: for numbers close together and far from zero.</summary>
public sealed record DotChart : Chart
{
    /// <summary>The categories, top to bottom.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>One number a category; NaN for one that failed.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Lower ends of the intervals, one a category; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>Upper ends of the intervals, one a category; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Indices of the categories drawn in a pale colour, from 0: those ruled out.</summary>
    public IReadOnlyList<int> Pale { get; init; } = [];

    /// <summary>Index of the highlighted category, from 0; <see langword="null"/> for none.</summary>
    public int? Highlight { get; init; }

    private protected override string Contents => Count(Values.Count, "value");
}
