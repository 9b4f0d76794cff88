namespace Trimtab.Numerics;

/// <summary>
/// Key of a counter-based random number generator, derived from a seed by names and numbers. The same key always gives the same draws.
/// </summary>
/// <param name="Key">The 64-bit key.</param>
/// <remarks>
/// The generator is Philox (Salmon et al., SC 2011): a draw is a function of key and counter, so draws do not depend on the order or the
/// thread in which they are made. Streams of different keys are independent: <c>seed.At("shuffle").At(epoch)</c>. Immutable; thread-safe.
/// </remarks>
public readonly record struct RandomAddress(ulong Key)
{
    /// <summary>The root key of a seed.</summary>
    public static RandomAddress FromSeed(ulong seed) => new RandomAddress(0).At(unchecked((long)seed));

    /// <summary>The key derived from this one by a number, such as an epoch, a step or a fold.</summary>
    public RandomAddress At(long index) => Derive(unchecked((ulong)index), 1);

    /// <summary>The key derived from this one by a name, such as "shuffle".</summary>
    public RandomAddress At(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong hash = 0xCBF29CE484222325; // FNV-1a, 64 bits, over UTF-16 units
        foreach (char letter in name)
        {
            hash = unchecked((hash ^ letter) * 0x100000001B3);
        }

        return Derive(hash, 2);
    }

    /// <summary>The sequence of draws of this key, from counter 0.</summary>
    public RandomStream Stream() => new(Key);

    private RandomAddress Derive(ulong part, ulong kind)
    {
        var (x0, x1, _, _) = Philox.Draw(Key, kind | 0x5452_494D_0000_0000UL, part);
        return new(((ulong)x1 << 32) | x0);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
