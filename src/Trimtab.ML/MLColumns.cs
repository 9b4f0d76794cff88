using Trimtab.Data;

namespace Trimtab.ML;

/// <summary>The columns of the rows that an ML.NET pipeline learns from. Immutable.</summary>
/// <remarks>
/// Each named feature of the rows is a column of its own: <see cref="float"/>, or text where its numbers stand for texts; missing ones are
/// NaN, or empty text.
/// </remarks>
public sealed record MLColumns
{
    internal MLColumns(MLTask task, Dataset data, int seed)
    {
        (Task, Seed, Rows) = (task, seed, data.Count);
        var taken = data.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        (Features, Label) = (Free("Features", taken), Free("Label", taken));
        Weight = data.Weights is null ? null : Free("Weight", taken);
    }

    /// <summary>Task of the trainer.</summary>
    public MLTask Task { get; }

    /// <summary>Name of the vector of all features, as numbers. <c>Features</c>, unless a feature is called so.</summary>
    public string Features { get; }

    /// <summary>Name of the label. <c>Label</c>, unless a feature is called so.</summary>
    public string Label { get; }

    /// <summary>Name of the rows' weights; <see langword="null"/> where they have none.</summary>
    public string? Weight { get; }

    /// <summary>Seed of the fit's random draws, for trainers that take one of their own; 0 or more.</summary>
    public int Seed { get; }

    /// <summary>How many rows there are to learn from.</summary>
    internal int Rows { get; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    private static string Free(string name, HashSet<string> taken) => taken.Contains(name) ? Free(name + "_", taken) : name;
}
