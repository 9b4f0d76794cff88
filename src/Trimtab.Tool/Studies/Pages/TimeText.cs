using System.Globalization;

namespace Trimtab.Tool.Studies.Pages;

/// <summary>Moments as a person reads them, in local time. Pure functions.</summary>
internal static class TimeText
{
    /// <summary>The moment in local time, to the minute: 2026-11-26 16:05.</summary>
    public static string Of(DateTimeOffset time) => time.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
