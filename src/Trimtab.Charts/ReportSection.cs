using System.Text;
using Trimtab.Plots;
using static Trimtab.Charts.HtmlText;

namespace Trimtab.Charts;

/// <summary>Appends blocks to one section of an <see cref="HtmlReport"/>: paragraphs, tables, charts. Not thread-safe.</summary>
public sealed class ReportSection
{
    private const int ManyColumns = 8; // tables with more columns have a smaller font

    private readonly StringBuilder _html;
    private readonly string _anchor;
    private int _figures;

    /// <summary>Appends to <paramref name="html"/>; <paramref name="anchor"/> is the section's id, unique in the page.</summary>
    internal ReportSection(StringBuilder html, string anchor) => (_html, _anchor) = (html, anchor);

    /// <summary>Adds a paragraph of text.</summary>
    public ReportSection Paragraph(string text)
    {
        _html.Append($"<p>{HtmlEncode(text)}</p>\n");
        return this;
    }

    /// <summary>Adds preformatted text: a fixed-width font, spaces and line breaks kept.</summary>
    public ReportSection Pre(string text)
    {
        _html.Append($"<pre>{HtmlEncode(text)}</pre>\n");
        return this;
    }

    /// <summary>Adds a table; cells that begin like a number are right-aligned.</summary>
    /// <param name="columns">The column headings.</param>
    /// <param name="rows">The cells of each row, as many as there are columns; none is null.</param>
    /// <param name="highlightRow">
    /// Index of the highlighted row, from 0, below the number of rows; <see langword="null"/> for none.
    /// </param>
    /// <exception cref="ArgumentException">A row has another number of cells, a cell is null, or there is no row to highlight.</exception>
    public ReportSection Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, int? highlightRow = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        IReadOnlyList<string>[] cells = [.. rows];
        RequireRectangle(columns, cells);
        if (highlightRow < 0 || highlightRow >= cells.Length)
        {
            throw new ArgumentException(
                Invariant($"The highlighted row must be one of the table's {cells.Length} rows, counted from 0. Got {highlightRow}."),
                nameof(highlightRow));
        }

        string wide = columns.Count > ManyColumns ? " class=\"wide\"" : "";
        _html.Append($"<div class=\"scroll\" tabindex=\"0\"><table{wide}>\n<thead><tr>");
        foreach (string column in columns)
        {
            _html.Append($"<th>{HtmlEncode(column)}</th>");
        }

        _html.Append("</tr></thead>\n<tbody>\n");
        int index = 0;
        foreach (var row in cells)
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

    /// <summary>Adds a chart with its caption.</summary>
    /// <param name="chart">The chart to draw.</param>
    /// <param name="caption">The text below it.</param>
    /// <param name="width">In pixels, 200 or more. Default 640.</param>
    /// <param name="height">In pixels, 150 or more. Default 400.</param>
    public ReportSection Figure(Chart chart, string caption, int width = 640, int height = 400)
    {
        string svg = SvgRenderer.Render(chart, width, height, OxyPlot.OxyColors.Transparent);
        svg = InlineSvg.Of(svg, Invariant($"{_anchor}-figure-{++_figures}-"));
        _html.Append($"<figure>{svg}<figcaption>{HtmlEncode(caption)}</figcaption></figure>\n");
        return this;
    }

    /// <summary>Adds blocks that are collapsed until the reader expands them.</summary>
    public ReportSection Details(string summary, Action<ReportSection> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        _html.Append($"<details><summary>{HtmlEncode(summary)}</summary>\n");
        write(this);
        _html.Append("</details>\n");
        return this;
    }

    private static void RequireRectangle(IReadOnlyList<string> columns, IReadOnlyList<string>[] rows)
    {
        if (columns.Contains(null!))
        {
            throw new ArgumentException("Headings of a table must not be null. One is: use an empty text.", nameof(columns));
        }

        foreach (var (number, row) in rows.Index())
        {
            if (row is null || row.Count != columns.Count || row.Contains(null!))
            {
                string got = row is null ? "null" : row.Count != columns.Count ? Invariant($"{row.Count} cells") : "a cell that is null";
                throw new ArgumentException(
                    Invariant($"Every row of a table must have a cell for each of its {columns.Count} columns. Row {number} has {got}: ")
                    + "use an empty text for a cell without one.",
                    nameof(rows));
            }
        }
    }

    private static bool IsNumber(string cell) => cell == "–" || (cell.Length > 0 && char.IsAsciiDigit(cell[0]))
        || (cell.Length > 1 && cell[0] is '-' or '−' or '+' && char.IsAsciiDigit(cell[1]));
}
