using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>How many candidates a search has, and over which parameters, in words: none of them is made for it.</summary>
internal static class CandidateCount
{
    /// <summary>Of all candidates of a grid, however many.</summary>
    public static string Of(ParameterGrid grid) => Text(
        grid.TryCount(out long count) ? InvariantText.Count(count, "candidate") : Invariant($"more than {long.MaxValue} candidates"),
        grid.Names);

    /// <summary>Of random draws.</summary>
    public static string Of(SearchSpace space, int draws) =>
        Text(InvariantText.Count(ParameterSampler.CountOf([space], draws), "candidate"), space.Keys);

    private static string Text(string count, IEnumerable<string> names) => $": {count} over {string.Join(", ", names)}";
}
