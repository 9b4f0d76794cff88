using System.Text.Json.Nodes;
using Trimtab.Plots;

namespace Trimtab.Tool.Options;

/// <summary>
/// The settings by which plots choose what they show, found by name: of one as <c>Parameter</c>, of two as <c>XParameter</c> and
/// <c>YParameter</c>, of any number as <c>Parameters</c>. A plot of a user's own that names them so has the option, too. Immutable.
/// </summary>
/// <param name="noun">What is chosen: <c>Parameter</c>.</param>
internal sealed class PlotSettings(string noun)
{
    /// <summary>Which parameters are shown.</summary>
    public static PlotSettings Parameters { get; } = new("Parameter");

    /// <summary>Which objectives are shown.</summary>
    public static PlotSettings Objectives { get; } = new("Objective");

    /// <summary>Whether a plot has such settings.</summary>
    /// <exception cref="UnknownNameException">There is no such plot.</exception>
    public bool AreOf(string plot) => Has(plot, noun) || Has(plot, $"X{noun}") || Has(plot, $"{noun}s");

    /// <summary>
    /// The settings that show some names, a set for each drawing: for each name where the plot shows one, for each pair where it shows two.
    /// One empty set where there are no names or the plot has no such settings.
    /// </summary>
    public IEnumerable<IReadOnlyDictionary<string, JsonNode?>> Of(string plot, string[] names) =>
        names.Length == 0 || !AreOf(plot) ? [Set()]
        : Has(plot, $"{noun}s") ? [Set(($"{noun}s", new JsonArray([.. names.Select(name => (JsonNode)name)])))]
        : Has(plot, noun) ? names.Select(name => Set((noun, name)))
        : names is [var only] ? [Set(($"X{noun}", only))]
        : names.SelectMany((x, i) => names.Skip(i + 1).Select(y => Set(($"X{noun}", x), ($"Y{noun}", y))));

    private static bool Has(string plot, string setting) => Plot.Catalog.TypeOf(plot).GetProperty(setting) is not null;

    private static Dictionary<string, JsonNode?> Set(params (string Name, JsonNode Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => (JsonNode?)setting.Value);
}
