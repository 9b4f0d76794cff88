using System.CommandLine;
using Trimtab.Storages;

namespace Trimtab.Tool.Options;

/// <summary>The options <c>--storage</c> and <c>--name</c>: which study a verb works on.</summary>
internal sealed class StudyChoice
{
    private readonly StorageChoice _storage = new();
    private readonly Option<string?> _name;

    /// <summary>Makes the options.</summary>
    /// <param name="isNamed">Whether a study must be named. Default: no, the only one of the storage needs no name.</param>
    public StudyChoice(bool isNamed = false) => _name = new(VerbTree.StudyOption, "-n")
    {
        Description = $"Name of the study.{(isNamed ? "" : " [default: the storage's only one]")}",
        HelpName = "NAME",
    };

    /// <summary>The options.</summary>
    public IEnumerable<Symbol> Symbols => [_name, _storage.Option];

    /// <summary>The name that was given; <see langword="null"/> for none.</summary>
    public string? NameOf(ToolRun run) => run.Value(_name);

    /// <summary>Opens the storage; one that is missing is created.</summary>
    public StudyStorage OpenStorage(ToolRun run) => _storage.Open(run);

    /// <summary>Opens the storage, and finds the study in it.</summary>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    /// <exception cref="UsageException">No name was given, and the storage does not have exactly one study.</exception>
    public ChosenStudy OpenExisting(ToolRun run)
    {
        var storage = _storage.OpenExisting(run);
        try
        {
            return new(storage, NameOf(run) is { } name ? new StudyCatalog(storage).Find(name) : Only(storage.ReadStudies()));
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    private static StoredStudy Only(IReadOnlyList<StoredStudy> studies) => studies switch
    {
        [{ Fault: null } only] => only,
        [var damaged] => throw new TrimtabException($"Study '{damaged.Name}' can't be read: {damaged.Fault}"),
        [] => throw new TrimtabException("The storage has no study."),
        _ => throw new UsageException(
            $"Of several studies one must be named by --name. There are {string.Join(", ", studies.Select(study => study.Name))}."),
    };
}
