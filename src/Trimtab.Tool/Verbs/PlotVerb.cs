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

    private readonly Argument<string> _plot = new("plot")
    {
        Description = $"Which plot: {string.Join(", ", Plot.Catalog.Names)}; or all, in a page of HTML.",
        DefaultValueFactory = _ => "optimization_history",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file, .svg or .html. [default: a sketch on a terminal, else SVG on standard output]",
        HelpName = "FILE",
    };

    private readonly Option<int> _width = new("--width") { Description = "Width in pixels.", DefaultValueFactory = _ => 800 };
    private readonly Option<int> _height = new("--height") { Description = "Height in pixels.", DefaultValueFactory = _ => 500 };

    /// <summary>Names are completed.</summary>
    public PlotVerb() => _plot.CompletionSources.Add([.. Plot.Catalog.Names, "all"]);

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Look;

    /// <inheritdoc/>
    public string Description => "Draws a plot of a study: as a sketch in the terminal, as SVG, or in a page of HTML.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["trimtab plot -n digits", "trimtab plot -n digits slice -o slice.svg", "trimtab plot -n digits all -o report.html"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_plot, .. _study.Symbols, _output, _width, _height];

    /// <inheritdoc/>
    public async Task<ExitCode> RunAsync(ToolRun run)
    {
        string name = run.Value(_plot)!;
        string? file = run.Value(_output) is { } path ? run.Context.FullPath(path) : null;
        string extension = Path.GetExtension(file ?? "").ToLowerInvariant();
        if (file is not null && extension is not (".svg" or ".html" or ".htm"))
        {
            throw new UsageException($"A plot is written to a file that ends with .svg or .html. Got '{run.Value(_output)}'.");
        }

        bool isHtml = extension is ".html" or ".htm";
        if (name == "all" && !isHtml)
        {
            throw new UsageException("All plots are written to a page of HTML: give -o report.html.");
        }

        using var chosen = _study.OpenExisting(run);
        var study = chosen.Read();
        Chart[] charts = name == "all"
            ? [.. All.Where(plot => plot.MinObjectives <= study.Objectives.Count).Select(plot => plot.Draw(study))]
            : [Plot.Catalog.Create(name).Draw(study)];
        if (isHtml)
        {
            await Page(study, charts, run).WriteAsync(file!, run.Token).ConfigureAwait(false);
        }
        else if (file is not null)
        {
            await AtomicFile.WriteAsync(file, Svg(charts[0], run), run.Token).ConfigureAwait(false);
        }
        else if (run.Context.IsOutputTerminal)
        {
            ChartSketch.Write(charts[0], run.Context.OutputScreen);
        }
        else
        {
            await run.Context.Output.WriteLineAsync(Svg(charts[0], run)).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static IEnumerable<Plot> All => Plot.Catalog.Names.Select(name => Plot.Catalog.Create(name));

    private string Svg(Chart chart, ToolRun run) => SvgRenderer.Render(chart, run.Value(_width), run.Value(_height));

    private HtmlReport Page(StudySnapshot study, Chart[] charts, ToolRun run)
    {
        var page = new HtmlReport(study.Name) { Subtitle = Invariant($"{study.Trials.Count} trials") };
        foreach (var chart in charts)
        {
            page.Section(chart.Title, section => section.Figure(chart, "", run.Value(_width), run.Value(_height)));
        }

        return page;
    }
}
