namespace Trimtab.Spaces;

/// <summary>The text of spaces and grids, in one line.</summary>
internal static class SpaceText
{
    /// <summary>What each parameter may be: <c>{ rate = FloatDistribution { … }, units = [8,16] }</c>.</summary>
    public static string Of<T>(IEnumerable<KeyValuePair<string, T>> parameters)
        where T : notnull
    {
        string text = string.Join(", ", parameters.Select(parameter => $"{parameter.Key} = {InvariantText.Of(parameter.Value)}"));
        return text.Length == 0 ? "{ }" : $"{{ {text} }}";
    }
}
