using System.CommandLine.Parsing;
using System.Globalization;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Real numbers of a command line, the same in every culture; NaN and ±Infinity are some.</summary>
internal static class RealNumbers
{
    /// <summary>All values of an argument or option; an error for one that is no number.</summary>
    public static double[] Parse(ArgumentResult result) =>
        [.. result.Tokens.Select(token => One(token.Value) is { } number ? number : Wrong(result, token.Value))];

    /// <summary>The only value of an option.</summary>
    public static double? ParseOne(ArgumentResult result) =>
        One(result.Tokens[0].Value) is { } number ? number : Wrong(result, result.Tokens[0].Value);

    private static double? One(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static double Wrong(ArgumentResult result, string text)
    {
        result.AddError($"'{text}' is no number.");
        return double.NaN;
    }
}
