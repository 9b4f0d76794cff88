using System.Text.RegularExpressions;

namespace Trimtab.Tool;

/// <summary>Messages of the parser of command lines, without names of types. Pure functions.</summary>
internal static partial class ParserMessage
{
    /// <summary>The message on a value that is not of its option's type: what the value must be, and what came.</summary>
    public static string Plain(string line) => OfType().Replace(line, match =>
        $"{match.Groups["option"].Value} must be {Kind(match.Groups["type"].Value)}. Got {match.Groups["word"].Value}.");

    private static string Kind(string type) => type switch
    {
        "Double" => "a number",
        "Boolean" => "true or false",
        "Int32" => "a whole number below 2147483648",
        "UInt64" => "a whole number, 0 or more",
        _ => "a whole number",
    };

    [GeneratedRegex(
        @"^Cannot parse argument '(?<word>.*)' for (?:option|command) '(?<option>.*)' as expected type "
        + @"'.*System\.(?<type>U?Int32|U?Int64|Double|Boolean)\b.*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex OfType();
}
