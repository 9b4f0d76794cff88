namespace Trimtab.Networks.Datasets;

/// <summary>Validation of the classes of a dataset selected by a caller.</summary>
internal static class ClassList
{
    /// <summary>
    /// Returns <paramref name="classes"/> if they are one or more distinct numbers from 0 to <paramref name="count"/> − 1, or null.
    /// </summary>
    public static IReadOnlyList<int>? Check(IReadOnlyList<int>? classes, int count, string name)
    {
        bool isValid = classes is null
            || (classes.Count > 0 && classes.All(c => c >= 0 && c < count) && classes.Distinct().Count() == classes.Count);
        return isValid
            ? classes
            : throw Setting.OutOfRange(
                name,
                Invariant($"{name} must be one or more different numbers from 0 to {count - 1}, or null for all. ")
                + $"Got [{string.Join(", ", classes!)}].");
    }
}
