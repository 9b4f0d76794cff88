using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Studies;

/// <summary>
/// A study whose trials no program of the tool's evaluates: what it searches, as it was made, else as the command line says.
/// </summary>
/// <param name="Stored">The study as it is stored; null where it is new.</param>
/// <param name="Definition">Definition of the study.</param>
/// <param name="IsGiven">Whether the command line has given its space, so that it is to be kept.</param>
internal sealed record DefinedStudy(StoredStudy? Stored, StudyDefinition Definition, bool IsGiven)
{
    /// <summary>Finds a study, or reads what a new one is.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="options">Options of the verb, <see cref="RunOptions.Definition"/> among them.</param>
    /// <param name="commandLine">The command line.</param>
    /// <exception cref="UsageException">No space or metric is known, or the command line has others than the study.</exception>
    public static DefinedStudy Of(StudyStorage storage, string name, RunOptions options, ParseResult commandLine)
    {
        var stored = storage.FindStudy(name);
        var kept = stored is null ? null : StoredRun.Of(stored, options);
        return UsageException.Read(() => kept is not null ? new(stored, Same(kept, commandLine), IsGiven: false)
            : stored is not null ? OfTrials(storage, stored, new(options, [commandLine], null))
            : new DefinedStudy(null, New(name, new(options, [commandLine], null)), IsGiven: true));
    }

    /// <summary>Keeps what it searches with the study, where the command line has given it.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="id">The study's id.</param>
    public void Keep(StudyStorage storage, long id)
    {
        if (IsGiven)
        {
            StoredRun.WriteOnce(storage, id, Definition);
        }
    }

    private static StudyDefinition Same(StoredRun kept, ParseResult commandLine)
    {
        var (before, now) = (kept.Definition(), kept.Definition(commandLine));
        return StudyDefinition.Differences(before.Texts(), now.Texts()) is { Count: > 0 } differences
            ? throw new UsageException(
                $"A study keeps what it was made with. '{kept.Name}' has {string.Join("; ", differences)}. Leave it out, or name another "
                + "study.")
            : now;
    }

    private static StudyDefinition New(string name, RunLayers layers) => layers.GivesSpace
        ? DefinitionReader.Read(layers, name)
        : throw new UsageException($"The space of a new study must be given by --param. There is no study '{name}' yet.");

    /// <summary>A study of another program: with the objectives it has, and the parameters of its trials where none are given.</summary>
    private static DefinedStudy OfTrials(StudyStorage storage, StoredStudy stored, RunLayers layers)
    {
        var space = layers.GivesSpace ? layers.Space() : StudySpace.Of(storage, stored);
        if (space.Parameters.Count == 0)
        {
            throw new UsageException($"The space of a study without trials must be given by --param. '{stored.Name}' has none.");
        }

        var known = new StudyDefinition
        {
            Name = stored.Name,
            Space = space,
            Metrics = [.. stored.Objectives.Select(objective => new ProgramMetric(
                objective, "stdout", MetricSource.Open("stdout", objective.Name), TakeRule.Last))],
        };
        var now = DefinitionReader.Read(layers, stored.Name, known);
        return now.Metrics.Select(metric => metric.Objective).SequenceEqual(stored.Objectives)
            ? new(stored, now, layers.GivesSpace)
            : throw new UsageException(
                $"A study keeps its metrics. '{stored.Name}' has {string.Join(", ", stored.Objectives.Select(Words))}. Leave --metric "
                + "out.");
    }

    private static string Words(Objective objective) => $"{EnumText.Of(objective.Direction)} {objective.Name}";
}
