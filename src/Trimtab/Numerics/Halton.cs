namespace Trimtab.Numerics;

/// <summary>Halton's sequence: in each dimension the digits of the index in another prime base, mirrored. Pure functions.</summary>
internal static class Halton
{
    private static readonly int[] _primes = [.. Primes().Take(128)];

    /// <summary>How many dimensions there are; the later ones fill the cube only after very many points.</summary>
    public static int Dimensions => _primes.Length;

    /// <summary>Coordinate <paramref name="dimension"/> of point <paramref name="index"/>, in [0, 1).</summary>
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
