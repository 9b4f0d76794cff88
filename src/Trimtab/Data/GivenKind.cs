namespace Trimtab.Data;

/// <summary>Kind of a column that is known before its texts are read.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="IsLearned">Whether it is that of rows that were learned from; otherwise it is a setting.</param>
internal readonly record struct GivenKind(ColumnKind Kind, bool IsLearned)
{
    /// <summary>The kinds that a reading gives, by title.</summary>
    public static Dictionary<string, GivenKind> Of(TextReading reading)
    {
        var kinds = new Dictionary<string, GivenKind>(StringComparer.Ordinal);
        if (reading.Like is { } learned)
        {
            foreach (var column in learned.Columns)
            {
                kinds[column.Name] = new(column.IsCategorical ? ColumnKind.Text : ColumnKind.Number, IsLearned: true);
            }

            foreach (string name in learned.Roles?.Numbers ?? [])
            {
                kinds[name] = new(ColumnKind.Number, IsLearned: true);
            }

            if (learned.Roles?.Target is { } target)
            {
                kinds[target] = new(KindOf(learned.Classes), IsLearned: true);
            }
        }

        foreach (var (title, kind) in reading.Kinds)
        {
            kinds[title] = new(kind, IsLearned: false);
        }

        return kinds;
    }

    /// <summary>The rule that a value of another kind breaks.</summary>
    public string Rule(string name) => IsLearned
        ? $"Column '{name}' must have {(Kind == ColumnKind.Text ? "texts" : "numbers")}, as the rows that were learned from have."
        : $"Column '{name}' must have values of kind {Kind}, which Kinds gives it.";

    private static ColumnKind KindOf(ClassLabels? classes) =>
        classes is { Count: > 0 } && classes[0] is string or Enum ? ColumnKind.Text : ColumnKind.Number;
}
