namespace Trimtab.Data;

/// <summary>A column of features: its name and, where its numbers stand for texts, those texts.</summary>
/// <param name="Name">Its name; not blank.</param>
/// <remarks>Immutable; equal when name and categories are. Thread-safe.</remarks>
public sealed record FeatureColumn(string Name)
{
    /// <summary>Name of the column.</summary>
    public string Name { get; init => field = Setting.Required(value); } = Setting.Required(Name);

    /// <summary>
    /// The texts that the numbers 0, 1, 2, … of the column stand for; <see langword="null"/>, the default, where its numbers are
    /// quantities.
    /// </summary>
    /// <remarks>Numbers of categories have no order that means anything: a search refuses them unless its estimator encodes them.</remarks>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Whether the numbers stand for texts.</summary>
    public bool IsCategorical => Categories is not null;

    /// <summary>The number as text: its category where it stands for one.</summary>
    public string TextOf(double value) =>
        Categories is { } categories && value >= 0 && value < categories.Count && double.IsInteger(value) ? categories[(int)value]
        : double.IsNaN(value) ? "nan"
        : Invariant($"{(float)value}");

    /// <inheritdoc/>
    public bool Equals(FeatureColumn? other) =>
        other is not null && Name == other.Name && (ReferenceEquals(Categories, other.Categories)
            || (Categories is { } own && other.Categories is { } others && own.SequenceEqual(others)));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Categories?.Count);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
