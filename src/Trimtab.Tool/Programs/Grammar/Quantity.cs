using System.Globalization;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Times and amounts of memory as people write them: 90s, 10m, 2h, 1h30m; 512M, 2G. Pure functions.</summary>
internal static partial class Quantity
{
    private const string Number = @"[0-9]+(?:\.[0-9]+)?";

    /// <summary>A time; a number alone, or behind minutes, is seconds.</summary>
    /// <exception cref="TrimtabException">It is none, has a number without a unit behind hours or days, or is not above zero.</exception>
    public static TimeSpan Time(string text)
    {
        var match = TimeForm().Match(text.Trim());
        bool isRead = match.Success && !(match.Groups["bare"].Success && IsAfterHours(match)); // 1h30 may mean minutes
        double seconds = isRead ? (Part("d") * 86400) + (Part("h") * 3600) + (Part("m") * 60) + Part("s") + (Part("ms") / 1000) : 0;
        return seconds is > 0 and < 10_000 * 86400.0
            ? TimeSpan.FromSeconds(seconds)
            : throw new TrimtabException($"A time is written 90s, 10m, 2h, 1d or 1h30m, above zero and below 10000d. Got '{text}'.");

        double Part(string unit) => match.Groups[unit] is { Success: true, Value: var value }
            ? double.Parse(value, CultureInfo.InvariantCulture) : 0;
    }

    private static bool IsAfterHours(Match match) =>
        !match.Groups["m"].Success && (match.Groups["h"].Success || match.Groups["d"].Success);

    /// <summary>Bytes; units are powers of 1024.</summary>
    /// <exception cref="TrimtabException">It is none, or not above zero.</exception>
    public static long Bytes(string text)
    {
        var match = BytesForm().Match(text.Trim());
        double bytes = match.Success
            ? double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)
                * Math.Pow(1024, " KMGT".IndexOf(match.Groups["unit"].Value.ToUpperInvariant().PadLeft(1), StringComparison.Ordinal))
            : 0;
        return bytes is >= 1 and < 1e6 * (1L << 40)
            ? (long)bytes
            : throw new TrimtabException($"An amount of memory is written 512M or 2G, above zero and below 1000000T. Got '{text}'.");
    }

    /// <summary>A time for people: 45 ms, 1.2 s, 1 min 5 s, 2 h 3 min.</summary>
    public static string Words(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => Invariant($"{time.TotalMilliseconds:F0} ms"),
        < 60 => Invariant($"{time.TotalSeconds:F1} s"),
        < 3600 => Invariant($"{(int)time.TotalMinutes} min {time.Seconds} s"),
        < 86400 => Invariant($"{(int)time.TotalHours} h {time.Minutes} min"),
        _ => Invariant($"{(int)time.TotalDays} d {time.Hours} h"),
    };

    /// <summary>Bytes for people, in the units of <see cref="Bytes"/>.</summary>
    public static string Words(long bytes) => bytes < 1L << 10 ? Invariant($"{bytes}B")
        : bytes < 1L << 20 ? Invariant($"{bytes / 1024.0:0.#}K")
        : bytes < 1L << 30 ? Invariant($"{bytes / 1048576.0:0.#}M")
        : Invariant($"{bytes / 1073741824.0:0.##}G");

    [GeneratedRegex(
        $@"^(?=.)(?:(?<d>{Number})\s*d)?\s*(?:(?<h>{Number})\s*h)?\s*(?:(?<m>{Number})\s*m(?:in)?(?!s))?\s*"
        + $@"(?:(?<s>{Number})\s*(?:s|(?<bare>$)))?\s*(?:(?<ms>[0-9]+)\s*ms)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex TimeForm();

    [GeneratedRegex($@"^(?<number>{Number})\s*(?:(?<unit>[KMGTkmgt])i?)?[Bb]?$", RegexOptions.CultureInvariant)]
    private static partial Regex BytesForm();
}
