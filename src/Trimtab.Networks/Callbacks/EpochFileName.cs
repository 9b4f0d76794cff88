using System.Globalization;
using System.Text.RegularExpressions;

namespace Trimtab.Networks;

/// <summary>File name patterns with an epoch's number and metrics: <c>net-{epoch:D3}-{val_loss:F4}.safetensors</c>.</summary>
internal static partial class EpochFileName
{
    /// <summary>Replaces each <c>{metric}</c> or <c>{metric:format}</c> in the pattern by its value, in the invariant culture.</summary>
    /// <exception cref="UnknownNameException">The report does not contain a metric of the pattern.</exception>
    public static string Fill(string pattern, EpochReport report) => Placeholder().Replace(pattern, match =>
    {
        string name = match.Groups["name"].Value, format = match.Groups["format"].Value;
        return name == "epoch"
            ? report.Epoch.ToString(format, CultureInfo.InvariantCulture)
            : new MonitoredMetric(name, default).Of(report).ToString(format, CultureInfo.InvariantCulture);
    });

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^}]*))?\}")]
    private static partial Regex Placeholder();
}
