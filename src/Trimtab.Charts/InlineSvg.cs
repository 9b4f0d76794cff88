using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Trimtab.Charts;

/// <summary>Makes an SVG document part of a page that holds others.</summary>
/// <remarks>Ids belong to the whole page: two pictures that both call a clip path <c>clip1</c> are clipped by the first one.</remarks>
internal static partial class InlineSvg
{
    /// <summary>The element without its XML declaration; every id, and every reference to one, begins with <paramref name="prefix"/>.</summary>
    public static string Of(string svg, string prefix)
    {
        var root = XElement.Parse(svg, LoadOptions.PreserveWhitespace);
        var attributes = root.DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        var ids = attributes.Where(attribute => attribute.Name == "id").Select(attribute => attribute.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            attribute.Value = attribute.Name == "id"
                ? prefix + attribute.Value
                : Reference().Replace(attribute.Value, match => ids.Contains(match.Groups["id"].Value) ? $"{match.Groups["before"].Value}{prefix}{match.Groups["id"].Value}" : match.Value);
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary><c>url(#id)</c> anywhere in a value, or a value that is <c>#id</c> alone.</summary>
    [GeneratedRegex("""(?<before>url\(\s*["']?#|^#)(?<id>[^"')\s]+)""")]
    private static partial Regex Reference();
}
