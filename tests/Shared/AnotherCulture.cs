using System.Globalization;
using System.Runtime.CompilerServices;

namespace Trimtab.Tests;

/// <summary>
/// A culture that writes every number and date otherwise: all tests run in it, so a message or file that depends on the culture fails one.
/// </summary>
/// <remarks>Made by hand, because the tests know only the invariant culture.</remarks>
internal static class AnotherCulture
{
    [ModuleInitializer]
    internal static void Use() => CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = Make();

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−"; // U+2212, as in Swedish
        culture.NumberFormat.NaNSymbol = "inte ett tal";
        culture.NumberFormat.PositiveInfinitySymbol = "∞";
        culture.DateTimeFormat.ShortDatePattern = "dd'/'MM'/'yyyy";
        culture.DateTimeFormat.LongTimePattern = "HH'.'mm'.'ss";
        return CultureInfo.ReadOnly(culture);
    }
}
