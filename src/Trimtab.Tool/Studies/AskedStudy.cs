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
        var study = Study.Open(storage, defined.Definition.Options(run.Context.Time), acceptsChanges: true);
        long id = defined.Stored?.Id ?? storage.FindStudy(name)!.Id;
        defined.Keep(storage, id);
        return new(study, id, defined.Definition.Space);
    }
}
