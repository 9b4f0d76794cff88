using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;
using Trimtab.Tool.Choices;
using Trimtab.Tool.Programs;

namespace Trimtab.Tool.Studies;

/// <summary>A study that is open to begin trials by hand.</summary>
/// <param name="Study">The study.</param>
/// <param name="Id">Its id in the storage.</param>
/// <param name="Suggest">Has a trial suggest all parameters of the study's space.</param>
internal sealed record AskedStudy(Study Study, long Id, Func<IParameterSource, ParameterSet> Suggest)
{
    private const string Attribute = "trimtab_ask"; // a user attribute of the study: the words of its space

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Opens a study: one of <c>run</c> with its space, one that was asked before with that of the first time, one of Optuna's with the
    /// parameters its trials have had; else it is created with the space of the command line.
    /// </summary>
    /// <exception cref="UsageException">No space is known, or the command line's is another one.</exception>
    public static AskedStudy Open(StudyStorage storage, string name, NewStudyOptions given, ToolRun run)
    {
        var stored = Find(storage, name);
        string? before = stored?.UserAttributes.GetValueOrDefault(Attribute);
        if (stored is not null && StoredRun.Words(stored) is { } program)
        {
            return OfProgram(storage, stored, program, given, run);
        }

        if (stored is not null && before is null && !given.HasSpace(run))
        {
            return OfTrials(storage, stored, given, run);
        }

        string words = before ?? (given.HasSpace(run) ? given.SpaceJson(run).ToJsonString(_plain) : throw new UsageException(
            $"The space of a new study must be given by --param. There is no study '{name}' yet."));
        var space = SpaceOf(words);
        if (before is not null && given.HasSpace(run) && !given.Program(run).Words().SequenceEqual(space.Words()))
        {
            throw new UsageException(
                $"A study keeps its space. '{name}' has {string.Join("; ", space.Words())}. Leave --param out, or name another study.");
        }

        var options = given.Options(run, name) with
        {
            Objectives = stored?.Objectives ?? given.Options(run, name).Objectives,
            Sampler = Sampler.Catalog.Create(JsonNode.Parse(words)!["sampler"]!.GetValue<string>()),
            Space = space.Always.Count > 0 ? space.Always : null,
        };
        var study = Study.Open(storage, options, acceptsChanges: true);
        long id = Find(storage, name)!.Id;
        storage.SetStudyAttributeOnce(id, AttributeKind.User, Attribute, words);
        return new(study, id, space.Suggest);
    }

    private static AskedStudy OfProgram(
        StudyStorage storage, StoredStudy stored, IReadOnlyList<string> words, NewStudyOptions given, ToolRun run)
    {
        var options = new RunOptions();
        var settings = new RunReader(options, [options.Parse(words)], run.Context.Folder).Read();
        if (given.HasSpace(run) || settings.IsReproducible)
        {
            throw new UsageException(settings.IsReproducible
                ? $"A study with --reproducible is one process's. '{stored.Name}' is one."
                : $"'{stored.Name}' has the space that run was given: leave --param out.");
        }

        return new(Study.Open(storage, settings.Options(run.Context.Time), acceptsChanges: true), stored.Id, settings.Space.Suggest);
    }

    private static AskedStudy OfTrials(StudyStorage storage, StoredStudy stored, NewStudyOptions given, ToolRun run)
    {
        var space = KnownSpace.Of(new StudyCatalog(storage).Read(stored.Name)).Space;
        if (space.Count == 0)
        {
            throw new UsageException($"The space of a study without trials must be given by --param. '{stored.Name}' has none.");
        }

        var options = given.Options(run, stored.Name) with { Objectives = stored.Objectives, Space = space };
        return new(
            Study.Open(storage, options, acceptsChanges: true),
            stored.Id,
            trial => ParameterSet.Create(space.Select(item => KeyValuePair.Create(item.Key, trial.Suggest(item.Key, item.Value)))));
    }

    private static StoredStudy? Find(StudyStorage storage, string name) =>
        storage.ReadStudies().FirstOrDefault(study => study.Name == name);

    private static ProgramSpace SpaceOf(string words)
    {
        var json = JsonNode.Parse(words)!;
        return new(Texts(json["param"]), Texts(json["when"]), Texts(json["given"]));
    }

    private static string[] Texts(JsonNode? json) => [.. json!.AsArray().Select(item => item!.GetValue<string>())];
}
