using System.Text;
using Trimtab.Plots;
using static Trimtab.Charts.HtmlText;

namespace Trimtab.Charts;

/// <summary>Writes one section of a report, block after block. Not thread-safe.</summary>
public sealed class ReportSection
{
    private const int ManyColumns = 8; // more are set smaller, to fit beside each other

    private readonly StringBuilder _html;
    private readonly string _anchor;
    private int _figures;

    /// <summary>Writes to <paramref name="html"/> in the section called <paramref name="anchor"/>, which no other of the page is.</summary>
    internal ReportSection(StringBuilder html, string anchor) => (_html, _anchor) = (html, anchor);

    /// <summary>Adds a paragraph.</summary>
    public ReportSection Paragraph(string text)
    {
        _html.Append($"<p>{HtmlEncode(text)}</p>\n");
        return this;
    }

    /// <summary>Adds text whose spacing matters.</summary>
    public ReportSection Pre(string text)
    {
        _html.Append($"<pre>{HtmlEncode(text)}</pre>\n");
        return this;
    }

    /// <summary>Adds a table. Cells that begin like a number are set to the right.</summary>
    /// <param name="columns">The header.</param>
    /// <param name="rows">As many cells each as there are columns.</param>
    /// <param name="highlightRow">The row to point out, from 0; <see langword="null"/> for none.</param>
    public ReportSection Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, int? highlightRow = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        _html.Append(columns.Count > ManyColumns ? "<div class=\"scroll\" tabindex=\"0\"><table class=\"wide\">\n<thead><tr>" : "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        foreach (string column in columns)
        {
            _html.Append($"<th>{HtmlEncode(column)}</th>");
        }

        _html.Append("</tr></thead>\n<tbody>\n");
        int index = 0;
        foreach (var row in rows)
        {
            _html.Append(index++ == highlightRow ? "<tr class=\"best\">" : "<tr>");
            foreach (string cell in row)
            {
                _html.Append(IsNumber(cell) ? "<td class=\"number\">" : "<td>").Append(HtmlEncode(cell)).Append("</td>");
            }

            _html.Append("</tr>\n");
        }

        _html.Append("</tbody></table></div>\n");
        return this;
    }

    /// <summary>Adds a picture with its caption.</summary>
    public ReportSection Figure(PlotModel plot, string caption, int width = 640, int height = 400)
    {
        string svg = InlineSvg.Of(SvgRenderer.Render(plot, width, height, OxyPlot.OxyColors.Transparent), Invariant($"{_anchor}-figure-{++_figures}-"));
        _html.Append($"<figure>{svg}<figcaption>{HtmlEncode(caption)}</figcaption></figure>\n");
        return this;
    }

    /// <summary>Adds blocks that are folded away until asked for.</summary>
    public ReportSection Details(string summary, Action<ReportSection> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        _html.Append($"<details><summary>{HtmlEncode(summary)}</summary>\n");
        write(this);
        _html.Append("</details>\n");
        return this;
    }

    private static bool IsNumber(string cell) =>
        cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell == "–" || (cell[0] is '-' or '−' or '+' && cell.Length > 1 && char.IsAsciiDigit(cell[1])));
}
