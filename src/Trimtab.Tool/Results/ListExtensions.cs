namespace Trimtab.Tool.Results;

/// <summary>Places in read-only lists, and medians.</summary>
internal static class ListExtensions
{
    /// <summary>The first place of a text; −1 where it is not there.</summary>
    public static int IndexOf(this IReadOnlyList<string> list, string text)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] == text)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The median of numbers: for an even count the mean of the middle two. Null where there is none.</summary>
    public static double? Median(this IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        var (low, high) = sorted.Length == 0 ? default : (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return sorted.Length == 0 ? null : low == high ? low : (low / 2) + (high / 2);
    }
}
