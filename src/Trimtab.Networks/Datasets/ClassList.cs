namespace Trimtab.Networks.Datasets;

/// <summary>The classes of a data set that a caller asks for.</summary>
internal static class ClassList
{
    /// <summary>Gives <paramref name="classes"/> back when they are one or more distinct numbers from 0 to <paramref name="count"/> − 1, or null for all.</summary>
    public static IReadOnlyList<int>? Check(IReadOnlyList<int>? classes, int count, string name)
    {
        bool isGood = classes is null || (classes.Count > 0 && classes.All(c => c >= 0 && c < count) && classes.Distinct().Count() == classes.Count);
        return isGood
            ? classes
            : throw Setting.OutOfRange(
                name, Invariant($"{name} must be one or more different numbers from 0 to {count - 1}, or null for all. Got [{string.Join(", ", classes!)}]."));
    }
}
