using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Numerics;

/// <summary>Sums over spans of doubles, eight at a time, in an order that does not depend on the machine.</summary>
internal static class DenseVector
{
    /// <summary>Σ aᵢ·bᵢ over the first <paramref name="length"/>.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int length)
    {
        ref double x = ref Unsafe.AsRef(in a[..length].GetPinnableReference()), y = ref Unsafe.AsRef(in b[..length].GetPinnableReference());
        Vector512<double> first = default, second = default;
        int i = 0;
        for (; i + 16 <= length; i += 16)
        {
            first = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref y, (nuint)i), first);
            second = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i + 8), Vector512.LoadUnsafe(ref y, (nuint)i + 8), second);
        }

        double sum = PortableMath.Sum(first + second);
        for (; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Σ aᵢ.</summary>
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

    /// <summary>a ← a + s·b over the first <paramref name="length"/>.</summary>
    public static void AddScaled(Span<double> a, double s, ReadOnlySpan<double> b, int length)
    {
        ref double x = ref a[..length].GetPinnableReference(), y = ref Unsafe.AsRef(in b[..length].GetPinnableReference());
        var scale = Vector512.Create(s);
        int i = 0;
        for (; i + 8 <= length; i += 8)
        {
            Vector512.FusedMultiplyAdd(scale, Vector512.LoadUnsafe(ref y, (nuint)i), Vector512.LoadUnsafe(ref x, (nuint)i)).StoreUnsafe(ref x, (nuint)i);
        }

        for (; i < length; i++)
        {
            a[i] = Math.FusedMultiplyAdd(s, b[i], a[i]);
        }
    }
}
