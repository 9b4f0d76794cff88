using System.Text;
using Trimtab.Files;
using static Trimtab.Charts.HtmlText;

namespace Trimtab.Charts;

/// <summary>A page to keep: text, tables and pictures in one HTML file that needs nothing else and opens offline. Not thread-safe.</summary>
/// <remarks>Every text given is encoded. The same calls give the same bytes.</remarks>
/// <param name="title">The headline.</param>
public sealed class HtmlReport(string title)
{
    private readonly StringBuilder _head = new();
    private readonly StringBuilder _sections = new();
    private readonly List<(string Anchor, string Title)> _contents = [];

    /// <summary>A line under the headline; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Adds a box that can't be overlooked.</summary>
    public HtmlReport Notice(string text)
    {
        _head.Append("<p class=\"notice\" role=\"alert\">").Append(HtmlEncode(text)).Append("</p>\n");
        return this;
    }

    /// <summary>Adds a row of cards: a label, its figure, and what to make of it.</summary>
    public HtmlReport KeyFigures(params IReadOnlyList<(string Label, string Value, string Note)> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        _head.Append("<div class=\"cards\">\n");
        foreach (var (label, value, note) in figures)
        {
            _head.Append($"<div class=\"card\"><span>{HtmlEncode(label)}</span><strong>{HtmlEncode(value)}</strong><small>{HtmlEncode(note)}</small></div>\n");
        }

        _head.Append("</div>\n");
        return this;
    }

    /// <summary>Adds a section; it is listed at the top of the page.</summary>
    public HtmlReport Section(string heading, Action<ReportSection> write)
    {
        ArgumentNullException.ThrowIfNull(heading);
        ArgumentNullException.ThrowIfNull(write);
        string anchor = Invariant($"section-{_contents.Count + 1}");
        _contents.Add((anchor, heading));
        _sections.Append($"<section id=\"{anchor}\">\n<h2>{HtmlEncode(heading)}</h2>\n");
        write(new(_sections, anchor));
        _sections.Append("</section>\n");
        return this;
    }

    /// <summary>The whole page.</summary>
    public string ToHtml()
    {
        var contents = new StringBuilder();
        foreach (var (anchor, heading) in _contents)
        {
            contents.Append($"<a href=\"#{anchor}\">{HtmlEncode(heading)}</a>\n");
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{HtmlEncode(title)}</title>
            <style>{ReportStyle.Css}</style>
            </head>
            <body>
            <main>
            <header><h1>{HtmlEncode(title)}</h1><p class="subtitle">{HtmlEncode(Subtitle)}</p></header>
            {_head}<nav aria-label="Contents">
            {contents}</nav>
            {_sections}</main>
            </body>
            </html>

            """;
    }

    /// <summary>Writes the page; the file appears whole or not at all.</summary>
    /// <exception cref="IOException">It can't be written: the folder is missing, or the disk is full.</exception>
    public Task WriteAsync(string path, CancellationToken cancellationToken = default) => AtomicFile.WriteAsync(path, ToHtml(), cancellationToken);
}
