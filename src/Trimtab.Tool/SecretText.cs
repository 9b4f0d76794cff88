using System.Text.RegularExpressions;

namespace Trimtab.Tool;

/// <summary>Texts without the passwords of URLs and connection strings. Pure functions.</summary>
internal static partial class SecretText
{
    /// <summary>A text in which each password is an ellipsis.</summary>
    public static string Masked(string text) => Assigned().Replace(OfUrl().Replace(text, "$1…@"), "$1…");

    // Up to the last @ before the path: a password may have one that was not escaped.
    [GeneratedRegex(@"(://[^\s:/@']*:)[^\s/']*@", RegexOptions.CultureInvariant)]
    private static partial Regex OfUrl();

    [GeneratedRegex(
        @"\b((?:password|pwd|passfile|sslpassword)\s*=\s*)(?:""[^""]*""|'[^']*'|[^;&\s]+)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Assigned();
}
