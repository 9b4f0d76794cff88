namespace Trimtab.Numerics;

/// <summary>Pairwise summation in NumPy's order: halves down to blocks of 128 numbers, eight partial sums in a block.</summary>
/// <remarks>
/// Its error grows with the logarithm of the length (Higham, "The accuracy of floating point summation", 1993). The order matters where
/// sums are compared: whether two candidates with the same scores in another order are tied in scikit-learn depends on the last bit.
/// </remarks>
internal static class PairwiseSum
{
    private const int Lanes = 8, Block = 128;

    /// <summary>Sum of the values; 0 for none.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length < Lanes)
        {
            return InOrder(0, values);
        }

        if (values.Length <= Block)
        {
            return OfBlock(values);
        }

        int half = values.Length / 2;
        half -= half % Lanes;
        return Of(values[..half]) + Of(values[half..]);
    }

    private static double OfBlock(ReadOnlySpan<double> values)
    {
        int whole = values.Length - (values.Length % Lanes);
        Span<double> r = stackalloc double[Lanes];
        values[..Lanes].CopyTo(r);
        for (int i = Lanes; i < whole; i++)
        {
            r[i % Lanes] += values[i];
        }

        return InOrder(r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7])), values[whole..]);
    }

    private static double InOrder(double sum, ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
