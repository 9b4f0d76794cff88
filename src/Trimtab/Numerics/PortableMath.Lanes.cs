using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Numerics;

/// <content>The same functions of eight lanes at once, bit-equal to the scalar ones.</content>
internal static partial class PortableMath
{
    /// <summary>Sum of the lanes in a fixed order: halves are added until one number is left.</summary>
    public static double Sum(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>Exponential of each lane for x between −700 and 700, error below 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var shift = Vector512.Create(RoundingShift);
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(InverseLogTwo), shift);
        var k = shifted - shift;
        var high = Vector512.FusedMultiplyAdd(-k, Vector512.Create(LogTwoHigh), x);
        var low = -(k * LogTwoLow);
        var r = high + low;
        var rest = high - r + low;
        var r2 = r * r;
        var q = Pair(r, E11, E10);
        q = Vector512.FusedMultiplyAdd(r2, q, Pair(r, E9, E8));
        q = Vector512.FusedMultiplyAdd(r2, q, Pair(r, E7, E6));
        q = Vector512.FusedMultiplyAdd(r2, q, Pair(r, E5, E4));
        q = Vector512.FusedMultiplyAdd(r2, q, Pair(r, E3, E2));
        var power = Vector512<double>.One + (r + Vector512.FusedMultiplyAdd(r2, q, rest));
        // The low bits of the shifted number are k; it goes to the exponent.
        return (power.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pair(Vector512<double> r, double odd, double even) =>
        Vector512.FusedMultiplyAdd(r, Vector512.Create(odd), Vector512.Create(even));
}
