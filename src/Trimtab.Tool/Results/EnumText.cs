namespace Trimtab.Tool.Results;

/// <summary>Directions and states as they stand in results, files and messages: <c>minimize</c>, <c>complete</c>. Pure functions.</summary>
internal static class EnumText
{
    /// <summary>The direction's name in lower case.</summary>
    public static string Of(Direction direction) => Lower(direction);

    /// <summary>The state's name in lower case.</summary>
    public static string Of(TrialState state) => Lower(state);

    /// <summary>The states in words, for help and completion.</summary>
    public static IEnumerable<string> States => Enum.GetValues<TrialState>().Select(Of);

    /// <summary>The state that a word names, in any case.</summary>
    /// <exception cref="UsageException">None is called so.</exception>
    public static TrialState StateOf(string word)
    {
        var found = Enum.GetValues<TrialState>().Where(
            state => string.Equals(Of(state), word, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count > 0 ? found[0] : throw new UnknownNameException("state", word, States);
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
