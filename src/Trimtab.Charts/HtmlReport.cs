using System.Text;
using Trimtab.Files;
using static Trimtab.Charts.HtmlText;

namespace Trimtab.Charts;

/// <summary>Builds a self-contained HTML page of text, tables and charts, without scripts or external files. Not thread-safe.</summary>
/// <remarks>
/// Every text is HTML-encoded. The same calls give the same bytes.
/// <code>
/// var study = new Study();
/// await study.OptimizeAsync(trial => Math.Pow(trial.SuggestFloat("x", -1, 1), 2), 20);
/// string html = new HtmlReport("Tuning")
///     .KeyFigures(("best value", $"{study.BestValue:F3}", "of 20 trials"))
///     .Section("Trials", section => section.Figure(new OptimizationHistoryPlot().Draw(study), "Best value by trial."))
///     .ToHtml();
/// </code>
/// </remarks>
/// <param name="title">The title of the page.</param>
public sealed class HtmlReport(string title)
{
    private readonly StringBuilder _head = new();
    private readonly StringBuilder _sections = new();
    private readonly List<(string Anchor, string Title)> _contents = [];

    /// <summary>Subtitle below the title; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Adds a warning in a coloured box above the sections.</summary>
    public HtmlReport Notice(string text)
    {
        _head.Append("<p class=\"notice\" role=\"alert\">").Append(HtmlEncode(text)).Append("</p>\n");
        return this;
    }

    /// <summary>Adds a row of cards above the sections, each with a label, a value and a note.</summary>
    public HtmlReport KeyFigures(params IReadOnlyList<(string Label, string Value, string Note)> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        _head.Append("<div class=\"cards\">\n");
        foreach (var (label, value, note) in figures)
        {
            _head.Append($"<div class=\"card\"><span>{HtmlEncode(label)}</span><strong>{HtmlEncode(value)}</strong>")
                .Append($"<small>{HtmlEncode(note)}</small></div>\n");
        }

        _head.Append("</div>\n");
        return this;
    }

    /// <summary>Adds a section with a heading, and lists it in the table of contents.</summary>
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

    /// <summary>Returns the page as HTML.</summary>
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

    /// <summary>Writes the page to a file atomically: a failed write leaves the old file unchanged.</summary>
    /// <exception cref="IOException">The file can't be written: the folder is missing, or the disk is full.</exception>
    public Task WriteAsync(string path, CancellationToken cancellationToken = default) =>
        AtomicFile.WriteAsync(path, ToHtml(), cancellationToken);
}
