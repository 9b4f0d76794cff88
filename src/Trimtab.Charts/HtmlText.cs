using System.Net;
using Trimtab.Files;

namespace Trimtab.Charts;

/// <summary>Encoding of text for HTML and SVG.</summary>
internal static class HtmlText
{
    /// <summary>The text, HTML-encoded; characters that XML 1.0 forbids become U+FFFD.</summary>
    public static string HtmlEncode(string text) => WebUtility.HtmlEncode(CellText.Printable(text));
}
