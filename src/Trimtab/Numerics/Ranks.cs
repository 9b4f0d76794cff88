namespace Trimtab.Numerics;

/// <summary>Ranks of numbers. Pure functions.</summary>
internal static class Ranks
{
    /// <summary>The rank of each number from 1, the lowest; equal numbers share the mean of theirs. O(n log n).</summary>
    /// <remarks>As <c>scipy.stats.rankdata</c> with its default method, "average".</remarks>
    /// <param name="values">Any numbers but NaN.</param>
    public static double[] Of(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        double[] ranks = new double[values.Count];
        for (int first = 0, next; first < order.Length; first = next)
        {
            for (next = first + 1; next < order.Length && values[order[next]] == values[order[first]]; next++)
            {
            }

            for (int i = first; i < next; i++)
            {
                ranks[order[i]] = (first + 1 + next) / 2.0; // the mean of first + 1 … next
            }
        }

        return ranks;
    }
}
