using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>Reads what a study searches and how from what is given of it.</summary>
internal static class DefinitionReader
{
    /// <summary>The definition.</summary>
    /// <param name="layers">What is given.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="otherwise">Space and metrics where none are given; null for none.</param>
    /// <exception cref="TrimtabException">Something is missing or wrong; the message says what.</exception>
    public static StudyDefinition Read(RunLayers layers, string name, StudyDefinition? otherwise = null)
    {
        var options = layers.Options;
        var space = layers.Space();
        var definition = new StudyDefinition
        {
            Name = name,
            Space = space.Parameters.Count == 0 && otherwise is not null ? otherwise.Space : space,
            Metrics = MetricReader.Read(layers) ?? otherwise?.Metrics ?? throw new TrimtabException(
                "A study needs a metric: --metric NAME, with --maximize or --minimize. A program prints it as NAME=0.93, or trimtab run "
                + "measures it, as --from time."),
            Limits = [.. layers.Strings(options.Limits).Select(OutcomeLimit.Parse)],
            Sampler = layers.Text(options.Sampler) ?? "auto",
            Pruner = layers.Text(options.Pruner) ?? "none",
            Seed = layers.Number(options.Seed) ?? 0,
            IsReproducible = layers.Flag(options.Reproducible),
            Jobs = layers.AtLeast(options.Jobs, 1) ?? 1,
        };
        _ = definition.Options(TimeProvider.System); // sampler and pruner by their names
        return definition;
    }
}
