using System.Text.RegularExpressions;

namespace Trimtab.Tool;

/// <summary>Messages of the parser of command lines. Pure functions.</summary>
internal static partial class ParserText
{
    /// <summary>A message without names of types: what a value must be, and what came.</summary>
    public static string Plain(string line) => OfType().Replace(line, match =>
        $"{(match.Groups["kind"].Value == "command" ? "What stands behind " : "")}{match.Groups["name"].Value} must be "
        + $"{Kind(match.Groups["type"].Value)}. Got {match.Groups["word"].Value}.");

    private static string Kind(string type) => type switch
    {
        "Double" => "a number",
        "Boolean" => "true or false",
        "Int32" => "a whole number below 2147483648",
        _ => "a whole number",
    };

    [GeneratedRegex(
        @"^Cannot parse argument '(?<word>.*)' for (?<kind>option|command) '(?<name>.*)' as expected type "
        + @"'.*System\.U?(?<type>Int32|Int64|Double|Boolean)\b.*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex OfType();
}
