using System.Globalization;

namespace Trimtab.Charts;

/// <summary>Numbers as short text for axes, legends and cells, the same in every culture.</summary>
internal static class NumberText
{
    private const int LongestInCell = 10;

    /// <summary>
    /// A number with at most <paramref name="decimals"/> decimals; one below 10⁻⁴ or from 10⁷ in magnitude with an exponent, as 2.5E-7.
    /// </summary>
    /// <param name="number">A finite number.</param>
    /// <param name="decimals">The most decimals, 0 or more; with an exponent, of its first factor.</param>
    public static string Of(double number, int decimals)
    {
        string digits = new('#', decimals);
        string format = Math.Abs(number) is 0 or (>= 1e-4 and < 1e7) ? $"0.{digits}" : $"0.{digits}E0";
        return number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A number in a format of .NET, or with three digits where that would be too long for a cell.</summary>
    public static string InCell(double number, string format)
    {
        string text = number.ToString(format, CultureInfo.InvariantCulture);
        return text.Length <= LongestInCell ? text : number.ToString("G3", CultureInfo.InvariantCulture);
    }
}
