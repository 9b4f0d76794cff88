using System.Text.RegularExpressions;

namespace Trimtab.Tool;

/// <summary>Texts without the passwords of URLs and connection strings. Pure functions.</summary>
internal static partial class SecretText
{
    /// <summary>A text in which each password is an ellipsis.</summary>
    public static string Masked(string text) => Assigned().Replace(OfUrl().Replace(text, "$1…@"), "$1…");

    /// <summary>A URL without its password, whatever letters that has: from the user's name to the last @.</summary>
    public static string OfWhole(string url)
    {
        int user = url.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        int host = url.LastIndexOf('@');
        int colon = url.IndexOf(':', Math.Min(user, url.Length));
        bool has = user >= "://".Length && colon > 0 && colon < host;
        return Masked(has ? $"{url[..(colon + 1)]}…{url[host..]}" : url);
    }

    // Up to the last @ before the path: a password may have one that was not escaped.
    [GeneratedRegex(@"(://[^\s:/@']*:)[^\s/']*@", RegexOptions.CultureInvariant)]
    private static partial Regex OfUrl();

    [GeneratedRegex(
        @"\b((?:password|pwd|passfile|sslpassword)\s*=\s*)(?:""[^""]*""|'[^']*'|[^;&\s]+)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Assigned();
}
