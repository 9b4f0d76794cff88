using System.CommandLine;
using Trimtab.Charts;
using Trimtab.Files;
using Trimtab.Plots;
using Trimtab.Tool.Options;
using Trimtab.Tool.Sketches;

namespace Trimtab.Tool.Verbs;

/// <summary>Draws a plot of a study.</summary>
[Named("plot")]
internal sealed class PlotVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly PlotChoice _plot = new();

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file, .svg or .html. [default: a sketch on a terminal, else SVG on standard output]",
        HelpName = "FILE",
    };

    private readonly Option<int> _width = new("--width") { Description = "Width in pixels.", DefaultValueFactory = _ => 800 };
    private readonly Option<int> _height = new("--height") { Description = "Height in pixels.", DefaultValueFactory = _ => 500 };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Look;

    /// <inheritdoc/>
    public string Description => "Draws a plot of a study: as a sketch in the terminal, as SVG, or in a page of HTML.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["trimtab plot -n digits", "trimtab plot -n digits slice --param lr -o slice.svg", "trimtab plot -n digits all -o report.html"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _plot.Symbols, .. _study.Symbols, _output, _width, _height];

    /// <inheritdoc/>
    public async Task<ExitCode> RunAsync(ToolRun run)
    {
        string? file = run.Value(_output) is { } path ? run.Context.FullPath(path) : null;
        string extension = Path.GetExtension(file ?? "").ToLowerInvariant();
        if (file is not null && extension is not (".svg" or ".html" or ".htm"))
        {
            throw new UsageException($"A plot is written to a file that ends with .svg or .html. Got '{run.Value(_output)}'.");
        }

        bool isHtml = extension is ".html" or ".htm";
        if (_plot.IsAll(run) && !isHtml)
        {
            throw new UsageException("All plots are written to a page of HTML: give -o report.html.");
        }

        using var chosen = _study.OpenExisting(run);
        var study = chosen.Read();
        var charts = _plot.Draw(run, study);
        if (isHtml)
        {
            await Page(study, charts, run).WriteAsync(file!, run.Token).ConfigureAwait(false);
        }
        else if (file is not null)
        {
            await AtomicFile.WriteAsync(file, Svg(charts, run), run.Token).ConfigureAwait(false);
        }
        else if (run.Context.IsOutputTerminal)
        {
            foreach (var chart in charts)
            {
                ChartSketch.Write(chart, run.Context.OutputScreen);
            }
        }
        else
        {
            await run.Context.Output.WriteLineAsync(Svg(charts, run)).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private string Svg(IReadOnlyList<Chart> charts, ToolRun run) => charts is [var chart]
        ? SvgRenderer.Render(chart, run.Value(_width), run.Value(_height))
        : throw new UsageException(Invariant($"SVG has one chart. These are {charts.Count}: write them to a page, -o plots.html."));

    private HtmlReport Page(StudySnapshot study, IReadOnlyList<Chart> charts, ToolRun run)
    {
        var page = new HtmlReport(study.Name) { Subtitle = Invariant($"{study.Trials.Count} trials") };
        foreach (var chart in charts)
        {
            page.Section(chart.Title, section => section.Figure(chart, "", run.Value(_width), run.Value(_height)));
        }

        return page;
    }
}
