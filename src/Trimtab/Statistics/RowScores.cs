using System.Text.Json.Serialization;

namespace Trimtab.Statistics;

/// <summary>The scores of a fold's test rows, packed: a bit a row where there are two values, else sixteen bits. Immutable.</summary>
/// <remarks>
/// Sixteen bits keep three digits of the distance from the fold's median: enough for a variance, and never used for the score itself. A
/// ledger keeps it as JSON.
/// </remarks>
/// <param name="Count">Rows.</param>
/// <param name="IsBits">
/// Whether a row is a bit: 0 is <paramref name="Low"/>, 1 is <paramref name="Scale"/> more. Else it is a half, times
/// <paramref name="Scale"/>, more than <paramref name="Low"/>.
/// </param>
/// <param name="Low">The lower of two values; the median of more, which no single score moves.</param>
/// <param name="Scale">0 or more.</param>
/// <param name="Packed">The rows, in the fold's order.</param>
internal sealed record RowScores(int Count, bool IsBits, double Low, double Scale, byte[] Packed)
{
    /// <summary>
    /// What a fold may take; rows that take more are not kept. Half a million rows of sixteen bits: a thousand candidates of 60,000 rows
    /// take 120 MB.
    /// </summary>
    /// <remarks>
    /// A constant, and no share of a search's memory: what a ledger holds, and so what a search says, must not depend on the search that
    /// trained.
    /// </remarks>
    internal const int MostBytes = 1 << 20;
    private const double SmallestNormal = 2.2250738585072014e-308; // 2⁻¹⁰²²

    /// <summary>Whether there are as many bytes as rows need, and all come back finite; false only for an edited ledger file.</summary>
    [JsonIgnore]
    public bool IsSound => Packed is not null && Packed.Length == BytesFor(Count, IsBits) && IsFinite();

    /// <summary>
    /// Packs what a scorer says of single rows; <see langword="null"/> where it says nothing, one is not finite, or they take too much.
    /// </summary>
    public static RowScores? Of(double[]? rows) => rows is { Length: > 0 } && rows.All(double.IsFinite) ? Pack(rows) : null;

    /// <summary>
    /// Packs finite scores; <see langword="null"/> where they take too much, and where they could not come back: at the ends of what a
    /// double can be, and where three or more values differ by less than 2⁻¹⁰⁰⁷.
    /// </summary>
    /// <param name="scores">One or more.</param>
    public static RowScores? Pack(ReadOnlySpan<double> scores)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double score in scores)
        {
            (low, high) = (Math.Min(low, score), Math.Max(high, score));
        }

        bool isBits = true;
        foreach (double score in scores)
        {
            isBits &= score == low || score == high;
        }

        var packed = BytesFor(scores.Length, isBits) > MostBytes ? null
            : isBits ? Bits(scores, low, high) : Halves(scores);
        return packed is { IsSound: true } && (isBits || packed.Scale >= SmallestNormal) ? packed : null; // a subnormal scale is not exact
    }

    public void CopyTo(Span<double> scores)
    {
        for (int i = 0; i < Count; i++)
        {
            scores[i] = At(i);
        }
    }

    private double At(int row) =>
        Low + (Scale * (IsBits ? (Packed[row >> 3] >> (row & 7)) & 1 : (double)BitConverter.ToHalf(Packed, 2 * row)));

    private bool IsFinite()
    {
        bool isFinite = double.IsFinite(Low) && double.IsFinite(Low + Scale);
        for (int row = 0; isFinite && !IsBits && row < Count; row++)
        {
            isFinite = double.IsFinite(At(row));
        }

        return isFinite;
    }

    private static long BytesFor(int count, bool isBits) => isBits ? (count + 7L) / 8 : 2L * count;

    private static RowScores Bits(ReadOnlySpan<double> scores, double low, double high)
    {
        byte[] packed = new byte[BytesFor(scores.Length, isBits: true)];
        for (int i = 0; i < scores.Length; i++)
        {
            packed[i >> 3] |= (byte)(scores[i] == low ? 0 : 1 << (i & 7));
        }

        return new(scores.Length, IsBits: true, low, high - low, packed);
    }

    private static RowScores Halves(ReadOnlySpan<double> scores)
    {
        double[] sorted = scores.ToArray();
        Array.Sort(sorted);
        double median = sorted[sorted.Length / 2], scale = Math.Max(median - sorted[0], sorted[^1] - median) / 32768;
        byte[] packed = new byte[BytesFor(scores.Length, isBits: false)];
        for (int i = 0; i < scores.Length; i++)
        {
            BitConverter.TryWriteBytes(packed.AsSpan(2 * i), (Half)((scores[i] - median) / scale));
        }

        return new(scores.Length, IsBits: false, median, scale, packed);
    }
}
