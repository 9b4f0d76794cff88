using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Trimtab.Tables;

/// <summary>Reads times and durations as this library, Python and spreadsheets write them.</summary>
/// <remarks>
/// A time that is a number counts seconds, milli-, micro- or nanoseconds from 1970 on, whichever gives a year of ours; a duration beside it
/// has its unit, as <c>to_json</c> of pandas writes both. Else a duration that is a number is in seconds.
/// </remarks>
/// <param name="zone">The time zone of times that have none.</param>
/// <param name="start">The column of beginnings; null where there is none.</param>
/// <param name="end">The column of ends; null where there is none.</param>
/// <param name="duration">The column of durations; null where there is none.</param>
/// <param name="numbers">Reads the table's numbers.</param>
internal sealed partial class TableTimes(
    TimeZoneInfo zone, TableColumn? start, TableColumn? end, TableColumn? duration, TableNumbers numbers)
{
    private const DateTimeStyles Styles =
        DateTimeStyles.RoundtripKind | DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AllowWhiteSpaces;

    private readonly double? _unit = Unit(start) ?? Unit(end); // in seconds

    /// <summary>When the trial of a row began; <see langword="null"/> where that is unknown.</summary>
    /// <exception cref="TrimtabException">The cell is no time.</exception>
    public DateTimeOffset? Start(int row) => Time(start, row);

    /// <summary>How long it was evaluated; zero where that is unknown.</summary>
    /// <exception cref="TrimtabException">A cell is no duration or time.</exception>
    public TimeSpan Duration(int row) => Written(row) ?? Time(end, row) - Time(start, row) ?? TimeSpan.Zero;

    private static double? Unit(TableColumn? column)
    {
        object? first = column?.Filled.Select(item => item.Cell)
            .FirstOrDefault(cell => cell is long or double && !TableCell.IsMissing(cell));
        return first is null ? null : Math.Abs(Convert.ToDouble(first, CultureInfo.InvariantCulture)) switch
        {
            < 1e11 => 1,
            < 1e14 => 1e-3,
            < 1e17 => 1e-6,
            _ => 1e-9,
        };
    }

    private DateTimeOffset? Time(TableColumn? column, int row) => column?.Cells[row] switch
    {
        var cell when TableCell.IsMissing(cell) => null,
        DateTimeOffset time => time,
        long whole when Ticks(whole) is { } ticks => InZone(DateTime.UnixEpoch.AddTicks(ticks)),
        double number when Ticks(number) is { } ticks => InZone(DateTime.UnixEpoch.AddTicks(ticks)),
        string text when Parsed(text) is { } time => time,
        var other => throw TableCell.Wrong(row, column!.Name, "must be a time as 2026-01-31 21:34:05.678901", other),
    };

    private long? Ticks(double number) =>
        number * _unit!.Value * TimeSpan.TicksPerSecond is var ticks && Math.Abs(ticks) < 6e17 ? (long)Math.Round(ticks) : null; // to 3871

    private long? Ticks(long whole) => _unit switch
    {
        1e-9 => whole / 100,
        1e-6 when Math.Abs(whole) < 6e16 => whole * 10,
        1e-3 when Math.Abs(whole) < 6e13 => whole * TimeSpan.TicksPerMillisecond,
        _ => Ticks((double)whole),
    };

    private DateTimeOffset? Parsed(string text) =>
        !DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out var naive) || naive.Year == 1 ? null
        : naive.Kind == DateTimeKind.Unspecified ? InZone(naive)
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>A time of the zone. One that its clock skipped is as far behind the time before.</summary>
    private DateTimeOffset? InZone(DateTime naive)
    {
        var time = DateTime.SpecifyKind(naive, DateTimeKind.Unspecified);
        long utc = time.Ticks - zone.GetUtcOffset(time).Ticks;
        return utc >= 0 && utc <= DateTime.MaxValue.Ticks ? new DateTimeOffset(utc, TimeSpan.Zero) : null;
    }

    private TimeSpan? Written(int row) => duration is null || TableCell.IsMissing(duration.Cells[row]) ? null
        : duration.Cells[row] is string text && OfText(text.Trim()) is { } written ? written
        : Span(numbers.Read(duration, row) * (duration.Cells[row] is string ? 1 : _unit ?? 1), row);

    private TimeSpan Span(double seconds, int row) => Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds / 2
        ? new((long)Math.Round(seconds * TimeSpan.TicksPerSecond))
        : throw TableCell.Wrong(row, duration!.Name, "must be a duration in seconds, or as 0 days 00:00:01.500000", duration.Cells[row]);

    /// <summary>
    /// A duration as pandas (<c>0 days 00:00:01.500000</c>, <c>P0DT0H0M1.5S</c>) and Python (<c>1 day, 0:00:01.5</c>) write it.
    /// </summary>
    private static TimeSpan? OfText(string text)
    {
        if (text.StartsWith('P') || text.StartsWith("-P", StringComparison.Ordinal))
        {
            return OfIso(text);
        }

        var parts = Clock().Match(text);
        if (!parts.Success)
        {
            return null;
        }

        string fraction = parts.Groups["fraction"].Value.PadRight(7, '0')[..7];
        var clock = new TimeSpan(Whole("hours"), Whole("minutes"), Whole("seconds"))
            + TimeSpan.FromTicks(int.Parse(fraction, CultureInfo.InvariantCulture));
        return TimeSpan.FromDays(Whole("days")) + (parts.Groups["minus"].Success ? -clock : clock);

        int Whole(string name) => parts.Groups[name] is { Length: > 0 } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
    }

    private static TimeSpan? OfIso(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"^((?<days>-?[0-9]{1,6}) days?,? )?\+?(?<minus>-)?(?<hours>[0-9]{1,6}):(?<minutes>[0-9]{2}):(?<seconds>[0-9]{2})"
        + @"(\.(?<fraction>[0-9]*))?$")]
    private static partial Regex Clock();
}
