namespace Trimtab.Numerics;

/// <summary>Search in sorted lists. Pure functions.</summary>
internal static class Bisection
{
    /// <summary>The first index at which a condition holds; <paramref name="count"/> if there is none. O(log n).</summary>
    /// <param name="count">How many indices there are, from 0; 0 or more.</param>
    /// <param name="holds">The condition; from the first index at which it holds, it holds to the end.</param>
    public static int FirstIndex(int count, Func<int, bool> holds)
    {
        int low = 0, high = count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
