using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>Parameters in a part of a line: <c>lr=0.01 opt=adam</c>. Pure functions.</summary>
internal static class ParameterLine
{
    private const int ShortestName = 2; // letters

    /// <summary>The parameters; where they take more letters than there are, long names are cut before a parameter is left out.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="width">Letters at most; what does not fit is cut at the end.</param>
    public static string Of(ParameterSet values, int width)
    {
        var parts = values.Select(item => (Name: item.Key, Value: Short(item.Value))).ToList();
        int room = width - parts.Sum(part => part.Value.Length + 1) - Math.Max(0, parts.Count - 1);
        int longest = parts.Count == 0 ? 0 : parts.Max(part => part.Name.Length);
        while (longest > ShortestName && parts.Sum(part => Math.Min(longest, part.Name.Length)) > room)
        {
            longest--;
        }

        return Cut(string.Join(' ', parts.Select(part => $"{Cut(part.Name, longest)}={part.Value}")), width);
    }

    /// <summary>A text no longer than some letters, with an ellipsis where it is cut.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : width < 1 ? "" : $"{text[..(width - 1)]}…";

    private static string Short(ParameterValue value) => value.Value is double real ? Invariant($"{real:G4}") : ValueText.Of(value);
}
