using System.Globalization;

namespace Trimtab.Tests;

/// <summary>A culture that writes every number and date otherwise, for as long as a test runs; made by hand, because the tests know only the invariant one.</summary>
internal sealed class HostileCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public HostileCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−"; // U+2212, as in Swedish and Slovenian
        culture.NumberFormat.PositiveSign = "＋";
        culture.NumberFormat.NaNSymbol = "nie liczba";
        culture.NumberFormat.PositiveInfinitySymbol = "nieskończoność";
        culture.DateTimeFormat.ShortDatePattern = "dd'/'MM'/'yyyy";
        culture.DateTimeFormat.LongTimePattern = "HH'.'mm'.'ss";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
