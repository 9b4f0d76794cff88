using System.CommandLine;
using Trimtab.Storages;

namespace Trimtab.Tool.Choices;

/// <summary>The option <c>--storage</c>: which storage a verb works on.</summary>
internal sealed class StorageChoice
{
    /// <summary>The environment variable that has the default.</summary>
    public const string Variable = "TRIMTAB_STORAGE";

    private const string Default = "sqlite:trimtab.db";

    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = new("--storage", "-s")
    {
        Description = $"Where the studies are: sqlite:study.db, journal:study.log, postgresql://user@host/database. [default: {Variable}, else "
            + $"{Default} in the current folder]",
        HelpName = "URL",
    };

    /// <summary>The URL: what was given, else that of the environment, else the current folder's.</summary>
    public string UrlOf(ToolRun run) =>
        run.Value(Option) is { Length: > 0 } given ? given
        : run.Context.Variable(Variable) is { Length: > 0 } variable ? variable
        : $"sqlite:{run.Context.FullPath("trimtab.db")}";

    /// <summary>Opens the storage; one that is missing is created.</summary>
    public StudyStorage Open(ToolRun run) => StudyStorage.Open(UrlOf(run));

    /// <summary>Opens the storage for a verb that finds nothing in a new one.</summary>
    /// <exception cref="TrimtabException">There is none.</exception>
    public StudyStorage OpenExisting(ToolRun run) => Open(run);
}
