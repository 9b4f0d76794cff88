namespace Trimtab.Numerics;

/// <summary>
/// Philox4x32-10, a counter-based random number generator: 128 random bits as a function of a key and a counter, without state.
/// </summary>
/// <remarks>Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3" (SC 2011), section 3.3. Pure functions; thread-safe.</remarks>
public static class Philox
{
    /// <summary>Number of rounds, 10.</summary>
    public const int Rounds = 10;

    internal const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57; // multipliers, table 2
    internal const uint W0 = 0x9E3779B9, W1 = 0xBB67AE85; // Weyl increments of the key

    /// <summary>The 128 random bits at a counter, as four 32-bit integers.</summary>
    /// <param name="key">The key: k₀ in its low 32 bits, k₁ in its high ones.</param>
    /// <param name="high">Upper half of the counter: c₂ in its low 32 bits, c₃ in its high ones.</param>
    /// <param name="low">Lower half of the counter: c₀ in its low 32 bits, c₁ in its high ones.</param>
    public static (uint X0, uint X1, uint X2, uint X3) Draw(ulong key, ulong high, ulong low)
    {
        uint c0 = (uint)low, c1 = (uint)(low >> 32), c2 = (uint)high, c3 = (uint)(high >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)M0 * c0, p1 = (ulong)M1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += W0; // key schedule
            k1 += W1;
        }

        return (c0, c1, c2, c3);
    }
}
