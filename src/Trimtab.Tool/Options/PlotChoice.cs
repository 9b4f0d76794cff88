using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab.Plots;

namespace Trimtab.Tool.Options;

/// <summary>The argument that names a plot, and the options <c>--param</c> and <c>--objective</c>: what is drawn of a study.</summary>
internal sealed class PlotChoice
{
    private const string All = "all";

    private readonly Argument<string> _plot = new("plot")
    {
        Description = $"Which plot: {string.Join(", ", Plot.Catalog.Names)}; or all, in a page of HTML.",
        DefaultValueFactory = _ => "optimization_history",
        HelpName = "plot",
    };

    private readonly Option<string[]> _parameters = new("--param", "-p")
    {
        Description = """
            A parameter that is drawn; several times for several: a plot of one parameter is drawn for each, one of two for each pair.
            [default: the most important]
            """.ReplaceLineEndings(" "),
        HelpName = "NAME",
    };

    private readonly Option<string[]> _objectives = new("--objective")
    {
        Description = "An objective that is drawn; several times for several. [default: the first; all of them where all plots are drawn]",
        HelpName = "NAME",
    };

    /// <summary>Names are completed.</summary>
    public PlotChoice() => _plot.CompletionSources.Add([.. Plot.Catalog.Names, All]);

    /// <summary>The options.</summary>
    public IEnumerable<Symbol> Symbols => [_plot, _parameters, _objectives];

    /// <summary>Whether every plot is drawn.</summary>
    public bool IsAll(ToolRun run) => run.Value(_plot) == All;

    /// <summary>Draws the charts, one or more.</summary>
    /// <exception cref="UnknownNameException">There is no such plot, or the study has no such parameter or objective.</exception>
    /// <exception cref="UsageException">The plot does not show parameters or objectives of choice, and some were named.</exception>
    /// <exception cref="TrimtabException">The study has too few objectives for the plot.</exception>
    public IReadOnlyList<Chart> Draw(ToolRun run, StudySnapshot study)
    {
        string[] parameters = run.Value(_parameters) ?? [], objectives = run.Value(_objectives) ?? [];
        if (!IsAll(run))
        {
            string name = run.Value(_plot)!;
            if (!Plot.Catalog.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new UnknownNameException("plot", name, Plot.Catalog.Names.Append(All));
            }

            Require(name, PlotSettings.Parameters, parameters, "--param");
            Require(name, PlotSettings.Objectives, objectives, "--objective");
            return Draw(name, parameters, objectives);
        }

        string[] all = objectives.Length > 0 ? objectives : [.. study.Objectives.Select(objective => objective.Name)];
        var fitting = Plot.Catalog.Names.Where(name => Plot.Catalog.Create(name).MinObjectives <= study.Objectives.Count);
        return [.. fitting.SelectMany(name => Draw(name, parameters, all))];

        Chart[] Draw(string name, string[] parameters, string[] objectives) =>
        [
            .. from byParameter in PlotSettings.Parameters.Of(name, parameters)
               from byObjective in PlotSettings.Objectives.Of(name, objectives)
               let settings = JsonSerializer.SerializeToElement(new JsonObject([.. byParameter, .. byObjective]))
               select BySteps(Plot.Catalog.Create(name, settings)).Draw(study),
        ];
    }

    /// <summary>The plot with steps as storages, Optuna and the programs that print them have them.</summary>
    private static Plot BySteps(Plot plot) => plot is IntermediateValuesPlot curves ? curves with { BySteps = true } : plot;

    private static void Require(string plot, PlotSettings settings, string[] names, string option)
    {
        if (names.Length > 0 && !settings.AreOf(plot))
        {
            string[] others = [.. Plot.Catalog.Names.Where(settings.AreOf)];
            throw new UsageException($"{option} is for {string.Join(", ", others)}. '{plot}' is drawn without.");
        }
    }
}
