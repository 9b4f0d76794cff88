namespace Trimtab.Statistics;

/// <summary>The scores of a fold's test rows, packed: a bit a row where there are two values, else sixteen bits. Immutable.</summary>
/// <remarks>Sixteen bits keep three digits: enough for a variance, and never used for the score itself.</remarks>
internal sealed class RowScores
{
    private readonly byte[] _packed;
    private readonly double _low, _scale;
    private readonly bool _isBits;

    private RowScores(int count, byte[] packed, bool isBits, double low, double scale) => (Count, _packed, _isBits, _low, _scale) = (count, packed, isBits, low, scale);

    public int Count { get; }

    /// <summary>Bytes it takes.</summary>
    public int Size => _packed.Length;

    /// <summary>Packs scores; <see langword="null"/> where one is not finite.</summary>
    public static RowScores? Pack(ReadOnlySpan<double> scores)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity, largest = 0;
        foreach (double score in scores)
        {
            if (!double.IsFinite(score))
            {
                return null;
            }

            (low, high, largest) = (Math.Min(low, score), Math.Max(high, score), Math.Max(largest, Math.Abs(score)));
        }

        bool isBits = true;
        foreach (double score in scores)
        {
            isBits &= score == low || score == high;
        }

        return isBits ? Bits(scores, low, high) : Halves(scores, largest / 32768);
    }

    public void CopyTo(Span<double> scores)
    {
        for (int i = 0; i < Count; i++)
        {
            scores[i] = _isBits
                ? _low + (_scale * ((_packed[i >> 3] >> (i & 7)) & 1))
                : _scale * (double)BitConverter.ToHalf(_packed, 2 * i);
        }
    }

    private static RowScores Bits(ReadOnlySpan<double> scores, double low, double high)
    {
        byte[] packed = new byte[(scores.Length + 7) / 8];
        for (int i = 0; i < scores.Length; i++)
        {
            packed[i >> 3] |= (byte)(scores[i] == low ? 0 : 1 << (i & 7));
        }

        return new(scores.Length, packed, isBits: true, low, high - low);
    }

    private static RowScores Halves(ReadOnlySpan<double> scores, double scale)
    {
        byte[] packed = new byte[2 * scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            BitConverter.TryWriteBytes(packed.AsSpan(2 * i), (Half)(scores[i] / scale));
        }

        return new(scores.Length, packed, isBits: false, 0, scale);
    }
}
