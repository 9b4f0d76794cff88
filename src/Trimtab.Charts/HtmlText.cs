using System.Net;
using Trimtab.Files;

namespace Trimtab.Charts;

/// <summary>Texts inside HTML and SVG.</summary>
internal static class HtmlText
{
    /// <summary>The text encoded; what XML has no place for is replaced.</summary>
    public static string HtmlEncode(string text) => WebUtility.HtmlEncode(CellText.Printable(text));
}
