namespace Trimtab.Numerics;

/// <summary>Where a draw lives: a seed, refined by names and numbers. The same address gives the same draws, whoever asks and whenever.</summary>
/// <param name="Key">64 well-mixed bits.</param>
/// <remarks>Derived addresses are independent: <c>address.At("shuffle").At(epoch)</c>. Immutable; thread-safe.</remarks>
public readonly record struct RandomAddress(ulong Key)
{
    /// <summary>The address of everything drawn from <paramref name="seed"/>.</summary>
    public static RandomAddress FromSeed(ulong seed) => new RandomAddress(0).At(unchecked((long)seed));

    /// <summary>The address of the <paramref name="index"/>-th thing here: an epoch, a step, a fold.</summary>
    public RandomAddress At(long index) => Derive(unchecked((ulong)index), 1);

    /// <summary>The address of the thing called <paramref name="name"/> here.</summary>
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

    /// <summary>A reader of the draws at this address, from the first.</summary>
    public RandomStream Stream() => new(Key);

    private RandomAddress Derive(ulong part, ulong kind)
    {
        var (x0, x1, _, _) = Philox.Draw(Key, kind | 0x5452_494D_0000_0000UL, part);
        return new(((ulong)x1 << 32) | x0);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
