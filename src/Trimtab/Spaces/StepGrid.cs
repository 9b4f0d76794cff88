using System.Globalization;
using System.Numerics;

namespace Trimtab.Spaces;

/// <summary>
/// The values low, low + step, … up to high, exact in decimals: of 0.1, 0.2, 0.3 by 0.1 the third is 0.3, not 0.30000000000000004.
/// Immutable.
/// </summary>
/// <remarks>
/// The ends and the step stand for the shortest decimals that read back as them; a sum is exact and rounded once. As the three may be
/// rounded themselves (π/4 and 2π), a last value beyond high by no more than their rounding explains, and by at most 1e-8 of a step, is
/// high. That holds for every multiple of a step up to ten million steps from zero; beyond, the decimals decide.
/// </remarks>
internal sealed class StepGrid
{
    private const double Tolerance = 1e-8; // in steps
    private const double MostTolerance = 0.25; // in steps
    private const long ExactInDouble = 1L << 53;
    private const int LargestExactPower = 22; // the largest power of ten that a double holds exactly

    private readonly double _low, _high, _step, _power;
    private readonly BigInteger _first, _stride; // in units of 10^_exponent
    private readonly int _exponent;
    private readonly bool _isShort; // every sum is an exact double, as is the power of ten

    /// <summary>Makes the grid of checked settings.</summary>
    public StepGrid(double low, double high, double step)
    {
        (_low, _high, _step) = (low, high, step);
        var (first, end, stride) = (Decimals(low), Decimals(high), Decimals(step));
        _exponent = Math.Min(first.Exponent, Math.Min(end.Exponent, stride.Exponent));
        (_first, _stride) = (Scaled(first), Scaled(stride));
        _isShort = Math.Abs(_exponent) <= LargestExactPower && BigInteger.Abs(_first) < ExactInDouble
            && BigInteger.Abs(Scaled(end)) + _stride < ExactInDouble;
        _power = _isShort ? (double)BigInteger.Pow(10, Math.Abs(_exponent)) : double.NaN;
        long last = (long)((Scaled(end) - _first) / _stride);
        double overshoot = Rounded(_first + ((last + 1) * _stride) - Scaled(end)); // of the exact sum: the rounded one may be high
        Last = overshoot <= Math.Min(Rounding(last + 1), Tolerance * step) ? last + 1 : last;
    }

    /// <summary>
    /// The grid of checked settings that ends with its last value. Where a grid of that end would have other values, as where a step is a
    /// few ulps, it ends as given.
    /// </summary>
    public static StepGrid Ending(double low, double high, double step)
    {
        var grid = new StepGrid(low, high, step);
        double last = grid.At(grid.Last);
        return last != high && new StepGrid(low, last, step) is { } same && same.Last == grid.Last ? same : grid;
    }

    /// <summary>The number of the last value, counted from 0.</summary>
    public long Last { get; }

    /// <summary>The upper end.</summary>
    public double End => _high;

    /// <summary>Whether neighbouring values are different doubles over the whole range.</summary>
    public static bool IsWideEnough(double low, double high, double step) =>
        low == high || step >= 2 * Ulp(Math.Max(Math.Abs(low), Math.Abs(high)));

    /// <summary>The value of a number from 0 to <see cref="Last"/>.</summary>
    public double At(long index) => Math.Min(Sum(index), _high);

    /// <summary>The number of the value nearest to <paramref name="value"/>.</summary>
    public long IndexOf(double value) => (long)Math.Clamp(Math.Round((Math.Clamp(value, _low, _high) - _low) / _step), 0, Last);

    /// <summary>
    /// The value of the grid that <paramref name="value"/> is, or is a rounded sum of steps for; <see langword="null"/> where it is none.
    /// </summary>
    public double? Of(double value) => Find(value) is { } index ? At(index) : null;

    /// <summary>The number of the value that <see cref="Of"/> finds.</summary>
    public long? Find(double value)
    {
        long near = IndexOf(value);
        double tolerance = Math.Max(Math.Max(Tolerance * _step, Ulp(value)), Math.Min(Rounding(near), MostTolerance * _step));
        foreach (long index in (ReadOnlySpan<long>)[near, near - 1, near + 1]) // beyond 2⁵⁰ the number may be one off
        {
            long own = Math.Clamp(index, 0, Last);
            if (Math.Abs(value - At(own)) <= tolerance)
            {
                return own;
            }
        }

        return null;
    }

    private static double Ulp(double value) =>
        Math.Abs(value) is double.MaxValue ? Ulp(value / 2) * 2 : Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    private static (BigInteger Digits, int Exponent) Decimals(double value)
    {
        string[] parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        int point = parts[0].IndexOf('.', StringComparison.Ordinal), decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        int exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (
            BigInteger.Parse(
                parts[0].Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            exponent - decimals);
    }

    private BigInteger Scaled((BigInteger Digits, int Exponent) number) => number.Digits * BigInteger.Pow(10, number.Exponent - _exponent);

    /// <summary>
    /// How far low + index · step may be from what was meant: ends and step are rounded to a double, ½ ulp, and to a shortest decimal, ½
    /// ulp more.
    /// </summary>
    private double Rounding(long index) => Ulp(_low) + Ulp(_high) + (index * Ulp(_step));

    /// <summary>low + index · step, rounded once.</summary>
    private double Sum(long index)
    {
        if (_isShort)
        {
            double sum = (long)_first + (index * (double)_stride); // below 2⁵³
            return _exponent < 0 ? sum / _power : sum * _power;
        }

        return Rounded(_first + (index * _stride));
    }

    private double Rounded(BigInteger units) =>
        double.Parse(Invariant($"{units}E{_exponent}"), NumberStyles.Float, CultureInfo.InvariantCulture);
}
