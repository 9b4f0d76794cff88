namespace Trimtab.Numerics;

/// <summary>Halton sequence: coordinate j of point i is the radical inverse of i in base p_j, the j-th prime. Pure functions.</summary>
/// <remarks>Halton, "On the efficiency of certain quasi-random sequences of points", Numer. Math. 2 (1960); not scrambled.</remarks>
internal static class Halton
{
    private static readonly int[] _primes = [.. Primes().Take(128)];

    /// <summary>Number of dimensions, 128. High ones cover their axis only after a multiple of their prime in points.</summary>
    public static int Dimensions => _primes.Length;

    /// <summary>
    /// Coordinate <paramref name="dimension"/> of point <paramref name="index"/>, in [0, 1): Σ aₖ p^(−k−1) for i = Σ aₖ pᵏ.
    /// </summary>
    public static double At(uint index, int dimension)
    {
        uint prime = (uint)_primes[dimension];
        double sum = 0, scale = 1;
        for (; index > 0; index /= prime)
        {
            scale /= prime;
            sum += index % prime * scale;
        }

        return sum;
    }

    private static IEnumerable<int> Primes()
    {
        for (int number = 2; ; number++)
        {
            if (Enumerable.Range(2, Math.Max(0, (int)Math.Sqrt(number) - 1)).All(divisor => number % divisor != 0))
            {
                yield return number;
            }
        }
    }
}
