using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Trimtab.Charts;

/// <summary>Converts an SVG document to an element of an HTML page that contains several.</summary>
/// <remarks>An id belongs to the page, not to its SVG element: of two clip paths <c>clip1</c> only the first would apply.</remarks>
internal static partial class InlineSvg
{
    /// <summary>The root element without XML declaration; ids and references to them are prefixed with <paramref name="prefix"/>.</summary>
    public static string Of(string svg, string prefix)
    {
        var root = XElement.Parse(svg, LoadOptions.PreserveWhitespace);
        var attributes = root.DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        var ids = attributes.Where(attribute => attribute.Name == "id").Select(attribute => attribute.Value).ToHashSet();
        foreach (var attribute in attributes)
        {
            attribute.Value = attribute.Name == "id" ? prefix + attribute.Value : Reference().Replace(attribute.Value, Prefixed);
        }

        return root.ToString(SaveOptions.DisableFormatting);

        string Prefixed(Match match) => match.Groups["id"].Value is var id && ids.Contains(id)
            ? $"{match.Groups["before"].Value}{prefix}{id}"
            : match.Value;
    }

    /// <summary>A reference to an id: <c>url(#id)</c> anywhere in a value, or the whole value <c>#id</c>.</summary>
    [GeneratedRegex("""(?<before>url\(\s*["']?#|^#)(?<id>[^"')\s]+)""")]
    private static partial Regex Reference();
}
