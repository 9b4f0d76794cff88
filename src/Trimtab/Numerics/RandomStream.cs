namespace Trimtab.Numerics;

/// <summary>
/// Random numbers of one <see cref="RandomAddress"/> in sequence: uniform, normal, shuffled. A mutable value: pass it by
/// <see langword="ref"/>.
/// </summary>
/// <remarks>
/// It increments the counter of the counter-based generator <see cref="Philox"/>, four 32-bit numbers at a time. Not thread-safe.
/// </remarks>
public struct RandomStream
{
    private readonly ulong _key;
    private ulong _counter;
    private uint _x1, _x2, _x3;
    private int _left;

    internal RandomStream(ulong key) => _key = key;

    /// <summary>Uniform 32-bit integer.</summary>
    public uint NextUInt32()
    {
        if (_left == 0)
        {
            (uint first, _x1, _x2, _x3) = Philox.Draw(_key, 0, _counter++);
            _left = 3;
            return first;
        }

        return _left-- switch { 3 => _x1, 2 => _x2, _ => _x3 };
    }

    /// <summary>Uniform 64-bit integer.</summary>
    public ulong NextUInt64() => ((ulong)NextUInt32() << 32) | NextUInt32();

    /// <summary>Uniform number in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform integer from 0 to <paramref name="count"/> − 1, without modulo bias.</summary>
    /// <param name="count">1 or more.</param>
    public int NextInt32(int count)
    {
        _ = Setting.AtLeast(count, 1, nameof(count));
        // Lemire, "Fast random integer generation in an interval" (2019), algorithm 5.
        ulong product = (ulong)NextUInt32() * (uint)count;
        uint threshold = unchecked((uint)-count) % (uint)count;
        while ((uint)product < threshold)
        {
            product = (ulong)NextUInt32() * (uint)count;
        }

        return (int)(product >> 32);
    }

    /// <summary>Uniform integer from 0 to <paramref name="count"/> − 1, without modulo bias.</summary>
    /// <param name="count">1 or more.</param>
    public long NextInt64(long count)
    {
        _ = Setting.AtLeast(count, 1, nameof(count));
        return (long)NextUpTo((ulong)count - 1);
    }

    /// <summary>Uniform integer from 0 to <paramref name="last"/>, both included, without modulo bias.</summary>
    internal ulong NextUpTo(ulong last)
    {
        if (last == ulong.MaxValue)
        {
            return NextUInt64();
        }

        ulong count = last + 1, high = Math.BigMul(NextUInt64(), count, out ulong low); // as NextInt32, in 128 bits
        ulong threshold = unchecked(0UL - count) % count;
        while (low < threshold)
        {
            high = Math.BigMul(NextUInt64(), count, out low);
        }

        return high;
    }

    /// <summary>
    /// Standard normal number, by the polar method of Marsaglia and Bray (1964); the second number of the pair is not used.
    /// </summary>
    public double NextNormal()
    {
        while (true)
        {
            double u = (2 * NextDouble()) - 1, v = (2 * NextDouble()) - 1, s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * PortableMath.Log(s) / s);
            }
        }
    }

    /// <summary>Permutes <paramref name="items"/> uniformly at random (Fisher-Yates shuffle).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
