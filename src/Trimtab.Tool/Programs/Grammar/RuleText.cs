using System.Globalization;
using System.Text.RegularExpressions;
using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Rules between parameters: <c>min&lt;max</c>, <c>a&lt;=b&lt;=c</c>, <c>flour+water+salt=1</c>. Pure functions.</summary>
internal static partial class RuleText
{
    /// <summary>Reads a rule.</summary>
    /// <exception cref="TrimtabException">It has another form.</exception>
    public static SpaceRule Parse(string text)
    {
        if (Sum().Match(text) is { Success: true } sum)
        {
            return new SumRule(double.Parse(sum.Groups["total"].Value, CultureInfo.InvariantCulture),
                Names(sum.Groups["names"].Value, "+"));
        }

        string? sign = Order().Match(text) is { Success: true } order ? order.Groups["sign"].Captures[0].Value : null;
        return sign is not null && Order().Match(text).Groups["sign"].Captures.All(capture => capture.Value == sign)
            ? Ordered(Names(text, sign), sign)
            : throw new TrimtabException(
                $"A rule is an order, as min<max or a<=b<=c, or a sum, as flour+water+salt=1. Got '{text}'.");
    }

    /// <summary>The rule as it is written.</summary>
    public static string Of(SpaceRule rule) => rule switch
    {
        OrderRule order => string.Join(order.AllowEqual ? "<=" : "<", order.Names),
        SumRule sum => $"{string.Join("+", sum.Names)}={ValueText.Real(sum.Total)}",
        _ => rule.ToString(),
    };

    private static OrderRule Ordered(string[] names, string sign) =>
        new(sign[0] == '<' ? names : [.. names.Reverse()]) { AllowEqual = sign.Length > 1 };

    private static string[] Names(string text, string sign) => text.Split(sign, StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^\s*[^<>=+\s]+\s*(?:(?<sign><=|>=|<|>)\s*[^<>=+\s]+\s*)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Order();

    [GeneratedRegex(
        @"^(?<names>[^<>=]+\+[^<>=]+)=\s*(?<total>[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Sum();
}
