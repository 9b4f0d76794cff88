using System.Globalization;

namespace Trimtab.Tool.Studies.Pages;

/// <summary>Times for a person. Pure functions.</summary>
internal static class TimeText
{
    /// <summary>Local time to the minute.</summary>
    public static string Of(DateTimeOffset time) => time.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
