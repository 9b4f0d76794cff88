namespace Trimtab.Tool.Results;

/// <summary>Numbers of items in words: <c>1 trial</c>, <c>2 trials</c>. Pure functions.</summary>
internal static class CountText
{
    /// <summary>A number of items.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them; several have an s behind it.</param>
    public static string Of(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
