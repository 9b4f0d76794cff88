namespace Trimtab.Data;

/// <summary>Which column of a <see cref="DataFrame"/> is what. Immutable; thread-safe.</summary>
public sealed record DataRoles
{
    /// <summary>The column to be predicted. Default: none, as for rows that are only to be predicted.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// The columns to be predicted together, numbers, in place of <see cref="Target"/>: one output of a regressor each. Default: none.
    /// </summary>
    public IReadOnlyList<string> Targets { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>
    /// Whether the target's values are classes. Default, null: texts, Booleans and members of an enum are, numbers are not; say so where
    /// 2 and 7 are labels.
    /// </summary>
    public bool? IsClass { get; init; }

    /// <summary>The columns to learn from, in this order. Default, empty: all that are nothing else.</summary>
    public IReadOnlyList<string> Features { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>Columns that are not learned from. Default: none.</summary>
    public IReadOnlyList<string> Except { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>
    /// The column whose equal values are a group of rows that belong together, such as those of one person. Default: no groups.
    /// </summary>
    public string? Groups { get; init; }

    /// <summary>
    /// The column of how much each row counts in training, and in scorers that use weights: numbers of 0 or more. Default: all alike.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>The columns of targets: <see cref="Target"/> or <see cref="Targets"/>; empty without any.</summary>
    /// <exception cref="TrimtabException">Both are given.</exception>
    internal IReadOnlyList<string> AllTargets => (Target, Targets) switch
    {
        (null, var several) => several,
        ({ } one, []) => [one],
        _ => throw new TrimtabException("What is predicted is either a Target or several Targets. Got both: leave one out."),
    };

    /// <summary>The columns that must have numbers: several targets, and weights.</summary>
    internal IEnumerable<string> Numbers => Weights is { } weights ? Targets.Append(weights) : Targets;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
