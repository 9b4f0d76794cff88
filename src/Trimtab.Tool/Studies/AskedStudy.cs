using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Studies;

/// <summary>A study that is open to begin trials by hand.</summary>
/// <param name="Study">The study.</param>
/// <param name="Id">Id of the study in the storage.</param>
/// <param name="Space">Parameters of the trial.</param>
internal sealed record AskedStudy(Study Study, long Id, ProgramSpace Space)
{
    /// <summary>Opens a study; one that is missing is created as the command line says.</summary>
    /// <exception cref="UsageException">
    /// No space or metric is known, the command line has others than the study, or the study is one process's.
    /// </exception>
    public static AskedStudy Open(StudyStorage storage, string name, RunOptions options, ToolRun run)
    {
        var defined = DefinedStudy.Of(storage, name, options, run.Parsed);
        defined.Definition.RequireShared();
        var definition = defined.IsGiven && defined.Stored is not null // opening it writes to it
            ? After(new StudyCatalog(storage).Read(name).Trials, defined.Definition)
            : defined.Definition;
        var study = Open(storage, definition, run);
        long id = defined.Stored?.Id ?? storage.FindStudy(name)!.Id;
        (defined with { Definition = definition }).Keep(storage, id);
        var later = After(study.Trials, definition);
        return new(ReferenceEquals(later, definition) ? study : Open(storage, later, run), id, later.Space);
    }

    private static StudyDefinition After(IEnumerable<Trial> trials, StudyDefinition definition) =>
        StudySpace.After(definition.Name, trials, definition.Space) is var space && ReferenceEquals(space, definition.Space)
            ? definition
            : definition with { Space = space };

    private static Study Open(StudyStorage storage, StudyDefinition definition, ToolRun run) =>
        Study.Open(storage, definition.Options(run.Context.Time), acceptsChanges: true);
}
