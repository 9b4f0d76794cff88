using static System.Math;

namespace Trimtab.Numerics;

/// <summary>Elementary functions of doubles with the same bits on every processor and operating system. Pure functions.</summary>
/// <remarks>
/// <see cref="Math"/> calls the C library, which differs between systems. Only operations that IEEE 754 specifies to the last bit are used
/// here: + − × ÷ √ and fused multiply-add. Errors are stated in units in the last place (ulp) against exact arithmetic. Polynomials are our
/// own minimax fits; their own relative errors are below 2⁻⁵⁷. Methods: Muller, "Elementary Functions" (3rd edition, 2016), chapters 4 and
/// 11.
/// </remarks>
internal static partial class PortableMath
{
    // The first has 32 bits: its product with an exponent is exact.
    private const double LogTwoHigh = 0.6931471803691238, LogTwoLow = 1.9082149292705877e-10;
    // 1.5·2⁵²: adding it leaves the nearest integer in the low bits.
    private const double InverseLogTwo = 1.4426950408889634, RoundingShift = 6755399441055744;
    // The first has 33 bits.
    private const double HalfPiHigh = 1.5707963267341256, HalfPiLow = 6.077100506506192e-11, HalfPiLast = 3.5215598651832e-27;

    private const double
        E2 = 0.5000000000000011, E3 = 0.16666666666666413, E4 = 0.04166666666653016, E5 = 0.008333333333494465, E6 = 0.0013888888943628943,
        E7 = 0.00019841269506565718, E8 = 2.4801493100071993e-05, E9 = 2.7557586388429545e-06,
        E10 = 2.763024798982499e-07, E11 = 2.500005670878403e-08;

    private const double
        L3 = 0.6666666666666734, L5 = 0.3999999999941434, L7 = 0.2857142874247239, L9 = 0.22222198563651396,
        L11 = 0.1818356486139709, L13 = 0.15314035906977952, L15 = 0.1479610520752177;

    /// <summary>Linear interpolation a + share·(b − a), exact at both ends.</summary>
    public static double Lerp(double a, double b, double share) => (a * (1 - share)) + (b * share);

    /// <summary>Exponential eˣ, error below 1 ulp; for subnormal results, below the smallest subnormal number.</summary>
    public static double Exp(double x) => Exp(x, 0);

    /// <summary>Natural logarithm ln x, error below 1 ulp; −∞ at 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        var (k, f) = Split(x);
        double s = f / (2 + f), z = s * s, half = 0.5 * f * f, z2 = z * z;
        double odd = FusedMultiplyAdd(z2, FusedMultiplyAdd(z2, L13, L9), L5) * z2;
        double even = z * FusedMultiplyAdd(z2, FusedMultiplyAdd(z2, FusedMultiplyAdd(z2, L15, L11), L7), L3);
        return (k * LogTwoHigh) - (half - ((s * (half + (even + odd))) + (k * LogTwoLow)) - f);
    }

    /// <summary>Power xʸ, error below 1 ulp; as <see cref="Math.Pow"/> at 0, 1, ∞ and NaN, and for x below 0.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y) || x == 0 || double.IsInfinity(x) || double.IsInfinity(y))
        {
            return PowOfLimits(x, y);
        }

        if (x < 0)
        {
            return Floor(y) != y ? double.NaN : IsOdd(y) ? -Pow(-x, y) : Pow(-x, y);
        }

        var (high, low) = LogInTwo(x);
        double product = y * high;
        return Exp(product, double.IsFinite(product) ? FusedMultiplyAdd(y, high, -product) + (y * low) : 0);
    }

    /// <summary>Cosine, error below 1 ulp.</summary>
    /// <param name="x">In radians, between −10⁵ and 10⁵.</param>
    public static double Cos(double x) => Wave(x, 1);

    /// <summary>Sine, error below 1 ulp.</summary>
    /// <param name="x">In radians, between −10⁵ and 10⁵.</param>
    public static double Sin(double x) => Wave(x, 0);

    /// <summary>Exponential of x + correction, where the correction is far smaller than x.</summary>
    private static double Exp(double x, double correction)
    {
        if (!(Abs(x) <= 746))
        {
            return double.IsNaN(x) ? x : x > 0 ? double.PositiveInfinity : 0;
        }

        double shifted = FusedMultiplyAdd(x, InverseLogTwo, RoundingShift), k = shifted - RoundingShift;
        double high = FusedMultiplyAdd(-k, LogTwoHigh, x), low = FusedMultiplyAdd(-k, LogTwoLow, correction);
        double r = high + low, rest = high - r + low, r2 = r * r;
        double q = FusedMultiplyAdd(r, E11, E10);
        q = FusedMultiplyAdd(r2, q, FusedMultiplyAdd(r, E9, E8));
        q = FusedMultiplyAdd(r2, q, FusedMultiplyAdd(r, E7, E6));
        q = FusedMultiplyAdd(r2, q, FusedMultiplyAdd(r, E5, E4));
        q = FusedMultiplyAdd(r2, q, FusedMultiplyAdd(r, E3, E2));
        double power = 1 + (r + FusedMultiplyAdd(r2, q, rest));
        long exponent = (long)k, first = exponent >> 1;
        // In two steps: neither factor leaves the range, and only the last is rounded.
        return power * PowerOfTwo(first) * PowerOfTwo(exponent - first);
    }

    /// <summary>2ᵏ for k from −1022 to 1023.</summary>
    private static double PowerOfTwo(long k) => BitConverter.Int64BitsToDouble((k + 1023) << 52);

    /// <summary>x = 2ᵏ(1 + f), 1 + f from √½ to √2; f is exact.</summary>
    private static (double K, double F) Split(double x)
    {
        long scale = 0;
        if (x < 2.2250738585072014e-308)
        {
            (x, scale) = (x * 18014398509481984, 54);
        }

        // The bits above those of √½ count octaves from there.
        const long RootHalf = 0x3FE6A09E667F3BCD;
        long bits = BitConverter.DoubleToInt64Bits(x), octaves = (bits - RootHalf) >> 52;
        return (octaves - scale, BitConverter.Int64BitsToDouble(bits - (octaves << 52)) - 1);
    }

    /// <summary>Natural logarithm as the sum of two numbers, relative error below 2⁻⁶³, as a power needs.</summary>
    private static (double High, double Low) LogInTwo(double x)
    {
        var (k, f) = Split(x);
        double below = 2 + f, belowLow = f - (below - 2);
        double s = f / below, sLow = (FusedMultiplyAdd(-s, below, f) - (s * belowLow)) / below;
        double z = s * s, zLow = FusedMultiplyAdd(s, s, -z) + (2 * s * sLow);

        // ln(1 + f) = 2s + s·z·(⅔ + z·P(z)), with ⅔ in two numbers.
        const double Third = 0.6666666666666666, ThirdLow = 3.700743415417188e-17;
        double tail = 0.13196352738689643;
        tail = FusedMultiplyAdd(tail, z, 0.13256815181350987);
        tail = FusedMultiplyAdd(tail, z, 0.15386757440329635);
        tail = FusedMultiplyAdd(tail, z, 0.1818178436478109);
        tail = FusedMultiplyAdd(tail, z, 0.2222222251994923);
        tail = FusedMultiplyAdd(tail, z, 0.28571428570099433);
        tail = FusedMultiplyAdd(tail, z, 0.40000000000002256) * z * z;
        double third = z * Third, thirdLow = FusedMultiplyAdd(z, Third, -third) + (z * ThirdLow) + (zLow * Third);
        double t = third + tail, tLow = third - t + tail + thirdLow;
        double v = s * t, vLow = FusedMultiplyAdd(s, t, -v) + (s * tLow) + (sLow * t);
        double log = (2 * s) + v, logLow = (2 * s) - log + v + ((2 * sLow) + vLow);

        double octaves = k * LogTwoHigh, sum = octaves + log, carried = sum - octaves;
        double low = octaves - (sum - carried) + (log - carried) + (logLow + (k * LogTwoLow));
        return (sum + low, sum - (sum + low) + low);
    }

    private static double PowOfLimits(double x, double y)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        double size = Abs(x);
        if (double.IsInfinity(y))
        {
            return size == 1 ? 1 : size > 1 == y > 0 ? double.PositiveInfinity : 0;
        }

        double limit = size == 0 == y > 0 ? 0 : double.PositiveInfinity;
        return double.IsNegative(x) && IsOdd(y) ? -limit : limit;
    }

    private static bool IsOdd(double y) => Abs(y) < 9007199254740992 && Floor(y) == y && ((long)y & 1) == 1;

    /// <summary>The sine sin(x + quarter·π/2), by Cody-Waite reduction to [−π/4, π/4].</summary>
    private static double Wave(double x, long quarter)
    {
        if (!(Abs(x) <= 1e5))
        {
            return double.IsFinite(x)
                ? throw Setting.OutOfRange(nameof(x), Invariant($"The angle must be from -100000 to 100000. Got {x}."))
                : double.NaN;
        }

        double shifted = FusedMultiplyAdd(x, 2 / PI, RoundingShift), k = shifted - RoundingShift;
        double near = FusedMultiplyAdd(-k, HalfPiHigh, x), low = k * HalfPiLow, r = near - low, z = r * r;
        double rest = near - r - low - FusedMultiplyAdd(k, HalfPiLow, -low) - (k * HalfPiLast);
        quarter += (long)k;
        double wave = (quarter & 1) == 0 ? Sine(r, rest, z) : Cosine(r, rest, z);
        return (quarter & 2) == 0 ? wave : -wave;
    }

    private static double Sine(double r, double rest, double z)
    {
        double q = FusedMultiplyAdd(1.58968116975828e-10, z, -2.505075838225522e-08);
        q = FusedMultiplyAdd(q, z, 2.755731369355538e-06);
        q = FusedMultiplyAdd(q, z, -0.00019841269829812313);
        q = FusedMultiplyAdd(q, z, 0.008333333333322418);
        q = FusedMultiplyAdd(q, z, -0.16666666666666632);
        return r + FusedMultiplyAdd(q * z, r, rest * (1 - (0.5 * z)));
    }

    private static double Cosine(double r, double rest, double z)
    {
        double q = FusedMultiplyAdd(-1.1359658961042902e-11, z, 2.087572348140931e-09);
        q = FusedMultiplyAdd(q, z, -2.75573143538071e-07);
        q = FusedMultiplyAdd(q, z, 2.4801587289487077e-05);
        q = FusedMultiplyAdd(q, z, -0.0013888888888874131);
        q = FusedMultiplyAdd(q, z, 0.0416666666666666);
        double half = 0.5 * z, top = 1 - half;
        return top + (1 - top - half + FusedMultiplyAdd(z * z, q, -r * rest));
    }
}
