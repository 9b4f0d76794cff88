namespace Trimtab.Tool.Results;

/// <summary>Directions and states as they stand in results, files and messages: <c>minimize</c>, <c>complete</c>. Pure functions.</summary>
internal static class EnumText
{
    /// <summary>The direction's name in lower case.</summary>
    public static string Of(Direction direction) => Lower(direction);

    /// <summary>The state's name in lower case.</summary>
    public static string Of(TrialState state) => Lower(state);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
