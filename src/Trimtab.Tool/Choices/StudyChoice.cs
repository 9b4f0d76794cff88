using System.CommandLine;
using Trimtab.Storages;

namespace Trimtab.Tool.Choices;

/// <summary>The options <c>--storage</c> and <c>--name</c>: which study a verb works on.</summary>
internal sealed class StudyChoice
{
    private readonly StorageChoice _storage = new();

    private readonly Option<string?> _name = new("--name", "-n")
    {
        Description = "Name of the study. [default: the storage's only one]",
        HelpName = "NAME",
    };

    /// <summary>The options.</summary>
    public IEnumerable<Symbol> Symbols => [_name, _storage.Option];

    /// <summary>The name that was given; <see langword="null"/> for none.</summary>
    public string? NameOf(ToolRun run) => run.Value(_name);

    /// <summary>The URL of the storage.</summary>
    public string UrlOf(ToolRun run) => _storage.UrlOf(run);

    /// <summary>Opens the storage; one that is missing is created.</summary>
    public StudyStorage OpenStorage(ToolRun run) => _storage.Open(run);

    /// <summary>Opens the storage, and finds the study in it.</summary>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    /// <exception cref="UsageException">No name was given, and the storage does not have exactly one study.</exception>
    public (StudyStorage Storage, StoredStudy Study) OpenExisting(ToolRun run)
    {
        var storage = _storage.OpenExisting(run);
        try
        {
            return (storage, Find(storage.ReadStudies(), NameOf(run)));
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    private static StoredStudy Find(IReadOnlyList<StoredStudy> studies, string? name) =>
        name is not null
            ? studies.FirstOrDefault(study => study.Name == name)
                ?? throw new UnknownNameException("study", name, studies.Select(study => study.Name))
        : studies switch
        {
            [var only] => only,
            [] => throw new TrimtabException("The storage has no study."),
            _ => throw new UsageException(
                $"Of several studies one must be named by --name. There are {string.Join(", ", studies.Select(study => study.Name))}."),
        };
}
