namespace Trimtab.Numerics;

/// <summary>Philox4x32-10: a random function of a key and a counter, with no state to carry.</summary>
/// <remarks>Source: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3" (SC 2011), section 3.3. Pure; thread-safe.</remarks>
public static class Philox
{
    /// <summary>Rounds of mixing.</summary>
    public const int Rounds = 10;

    internal const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57; // multipliers, table 2
    internal const uint W0 = 0x9E3779B9, W1 = 0xBB67AE85; // Weyl increments of the key

    /// <summary>The four words at counter <paramref name="high"/>:<paramref name="low"/> under <paramref name="key"/>.</summary>
    /// <param name="key">The low half is the paper's k₀, the high half k₁.</param>
    /// <param name="high">Counter words c₂ (low half) and c₃ (high half).</param>
    /// <param name="low">Counter words c₀ (low half) and c₁ (high half).</param>
    public static (uint X0, uint X1, uint X2, uint X3) Draw(ulong key, ulong high, ulong low)
    {
        uint c0 = (uint)low, c1 = (uint)(low >> 32), c2 = (uint)high, c3 = (uint)(high >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)M0 * c0, p1 = (ulong)M1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += W0;
            k1 += W1;
        }

        return (c0, c1, c2, c3);
    }
}
