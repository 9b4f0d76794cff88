using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Numerics;

/// <summary>
/// Dot product, sum and scaled addition of vectors, eight lanes at a time, in an order that does not depend on the processor.
/// </summary>
internal static class DenseVector
{
    /// <summary>Dot product Σ aᵢ·bᵢ of the first <paramref name="length"/> elements.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int length)
    {
        ref double x = ref Unsafe.AsRef(in a[..length].GetPinnableReference()), y = ref Unsafe.AsRef(in b[..length].GetPinnableReference());
        Vector512<double> first = default, second = default;
        int i = 0;
        for (; i + 16 <= length; i += 16)
        {
            first = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref y, (nuint)i), first);
            nuint next = (nuint)i + 8;
            second = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, next), Vector512.LoadUnsafe(ref y, next), second);
        }

        double sum = PortableMath.Sum(first + second);
        for (; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Sum Σ aᵢ of all elements.</summary>
    public static double Sum(ReadOnlySpan<double> a)
    {
        Vector512<double> lanes = default;
        int i = 0;
        for (; i + 8 <= a.Length; i += 8)
        {
            lanes += Vector512.Create(a[i..]);
        }

        double sum = PortableMath.Sum(lanes);
        for (; i < a.Length; i++)
        {
            sum += a[i];
        }

        return sum;
    }

    /// <summary>Scaled addition a ← a + s·b of the first <paramref name="length"/> elements.</summary>
    public static void AddScaled(Span<double> a, double s, ReadOnlySpan<double> b, int length)
    {
        ref double x = ref a[..length].GetPinnableReference(), y = ref Unsafe.AsRef(in b[..length].GetPinnableReference());
        var scale = Vector512.Create(s);
        int i = 0;
        for (; i + 8 <= length; i += 8)
        {
            var sum = Vector512.FusedMultiplyAdd(scale, Vector512.LoadUnsafe(ref y, (nuint)i), Vector512.LoadUnsafe(ref x, (nuint)i));
            sum.StoreUnsafe(ref x, (nuint)i);
        }

        for (; i < length; i++)
        {
            a[i] = Math.FusedMultiplyAdd(s, b[i], a[i]);
        }
    }
}
