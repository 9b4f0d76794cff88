using System.Globalization;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// Which of the numbers that a program printed is the trial's: the last, the best, or the mean of the last few. Immutable.
/// </summary>
/// <param name="IsBest">Whether the best counts.</param>
/// <param name="Count">The mean of how many of the last counts, 1 or more.</param>
internal sealed record TakeRule(bool IsBest, int Count)
{
    /// <summary>The last one.</summary>
    public static readonly TakeRule Last = new(false, 1);

    /// <summary>Reads <c>last</c>, <c>best</c> or <c>mean:5</c>.</summary>
    /// <exception cref="TrimtabException">It is none of them.</exception>
    public static TakeRule Parse(string text) => text switch
    {
        "last" => Last,
        "best" => new(true, 1),
        _ when text.StartsWith("mean:", StringComparison.Ordinal)
            && int.TryParse(text["mean:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 1 and <= 1_000_000 => new(false, count),
        _ => throw new TrimtabException($"--take is last, best, or mean:5, the mean of the last five. Got '{text}'."),
    };

    /// <summary>The rule as it is written.</summary>
    public override string ToString() => IsBest ? "best" : Count == 1 ? "last" : Invariant($"mean:{Count}");
}
