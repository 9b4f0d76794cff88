using System.Globalization;
using System.Text.RegularExpressions;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>File names with an epoch's figures in them: <c>net-{epoch:D3}-{val_loss:F4}.safetensors</c>.</summary>
internal static partial class EpochFileName
{
    /// <summary>The name with each <c>{measure}</c> or <c>{measure:format}</c> filled in, in the invariant culture.</summary>
    /// <exception cref="UnknownNameException">A measure was not taken.</exception>
    public static string Fill(string pattern, EpochReport report) => Placeholder().Replace(pattern, match =>
    {
        string name = match.Groups["name"].Value, format = match.Groups["format"].Value;
        return name == "epoch"
            ? report.Epoch.ToString(format, CultureInfo.InvariantCulture)
            : new MonitoredMeasure(name, default).Of(report).ToString(format, CultureInfo.InvariantCulture);
    });

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^}]*))?\}")]
    private static partial Regex Placeholder();
}
