using System.Text.RegularExpressions;

namespace Trimtab.Tool;

/// <summary>Messages of the parser of command lines. Pure functions.</summary>
internal static partial class ParserText
{
    /// <summary>A message without names of types.</summary>
    public static string Plain(string line) => NoNumber().Replace(line, match =>
        $"{(match.Groups["kind"].Value == "command" ? "What stands behind " : "")}{match.Groups["name"].Value} must be a "
        + $"{(match.Groups["type"].Value == "Double" ? "" : "whole ")}number"
        + $"{(match.Groups["type"].Value == "Int32" ? " below 2147483648" : "")}. Got {match.Groups["word"].Value}.");

    [GeneratedRegex(
        @"^Cannot parse argument '(?<word>.*)' for (?<kind>option|command) '(?<name>.*)' as expected type "
        + @"'.*System\.U?(?<type>Int32|Int64|Double)\b.*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex NoNumber();
}
