namespace Trimtab.Networks.Engine;

/// <summary>Lengths of blocks of memory. Kernels index them with 32 bits, so that no length may be more than those hold.</summary>
internal static class BlockLength
{
    /// <summary>The product of <paramref name="factors"/>, each 0 or more and below 2³².</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor is below 0, or the product is more than an array can hold.</exception>
    public static int Of(params ReadOnlySpan<long> factors)
    {
        long product = 1;
        foreach (long factor in factors)
        {
            product *= Setting.AtLeast(factor, 0, nameof(factors));
            if (product > Array.MaxLength)
            {
                throw Setting.OutOfRange("", Invariant($"A block of memory must have at most {Array.MaxLength} numbers. ")
                    + Invariant($"Got {string.Join(" × ", factors.ToArray())}."));
            }
        }

        return (int)product;
    }
}
