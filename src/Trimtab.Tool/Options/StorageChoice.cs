using System.CommandLine;
using Trimtab.Storages;

namespace Trimtab.Tool.Options;

/// <summary>The option <c>--storage</c>: which storage a verb works on.</summary>
internal sealed class StorageChoice
{
    /// <summary>The environment variable that has the default.</summary>
    public const string Variable = "TRIMTAB_STORAGE";

    /// <summary>Name of the option.</summary>
    public const string Name = "--storage";

    private const string DefaultFile = "trimtab.db", Sqlite = "sqlite";

    /// <summary>Storages that are files: their schemes, and the extensions that say them.</summary>
    private static readonly OrderedDictionary<string, string[]> _files = new()
    {
        [Sqlite] = [".db", ".sqlite", ".sqlite3"],
        ["journal"] = [".log", ".journal"],
    };

    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = new(Name, "-s")
    {
        Description = $"Where the studies are: sqlite:study.db, journal:study.log, postgresql://user@host/database, or the path of a file. "
            + $"[default: {Variable}, else sqlite:{DefaultFile} in the current folder]",
        HelpName = "URL",
    };

    /// <summary>The URL: what was given, else that of the environment, else the current folder's.</summary>
    public string UrlOf(ToolRun run) => UrlOrDefault(run.Value(Option), run.Context);

    /// <summary>The URL: what was given, else that of the environment, else the current folder's.</summary>
    /// <param name="given">The value of the option; null or empty where it was not given.</param>
    /// <param name="context">Environment and folder.</param>
    public static string UrlOrDefault(string? given, ToolContext context) =>
        given is { Length: > 0 } ? UrlOf(given, context)
        : context.Variable(Variable) is { Length: > 0 } variable ? UrlOf(variable, context)
        : UrlOf($"{Sqlite}:{DefaultFile}", context);

    /// <summary>Opens the storage; one that is missing is created.</summary>
    public StudyStorage Open(ToolRun run) => StudyStorage.Open(UrlOf(run));

    /// <summary>Opens the storage; null where there is none.</summary>
    public StudyStorage? OpenIfThere(ToolRun run) => UrlOf(run) is var url && Exists(url) ? StudyStorage.Open(url) : null;

    /// <summary>Opens the storage for a verb that finds nothing in a new one.</summary>
    /// <exception cref="TrimtabException">There is none.</exception>
    public StudyStorage OpenExisting(ToolRun run) => OpenExisting(UrlOf(run));

    /// <summary>Opens a storage for a verb that finds nothing in a new one.</summary>
    /// <exception cref="TrimtabException">There is none.</exception>
    public static StudyStorage OpenExisting(string url)
    {
        if (!Exists(url))
        {
            throw new TrimtabException(
                $"There is no storage {FileOf(url)}. Name one by --storage, or by the environment variable {Variable}.");
        }

        return StudyStorage.Open(url);
    }

    /// <summary>The URL of what a user writes: paths are absolute, and one without a scheme is that of its extension.</summary>
    /// <exception cref="UsageException">It has no scheme and no extension that says it.</exception>
    public static string UrlOf(string text, ToolContext context)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 1) // a single letter is a drive
        {
            return _files.ContainsKey(text[..colon]) ? $"{text[..colon]}:{context.FullPath(PathIn(text[(colon + 1)..]))}" : text;
        }

        string extension = Path.GetExtension(text).ToLowerInvariant();
        string scheme = _files.FirstOrDefault(item => item.Value.Contains(extension)).Key ?? throw new UsageException(
            "A storage is a URL such as sqlite:study.db, or a file that ends with "
            + $"{string.Join(", ", _files.Values.SelectMany(extensions => extensions))}. Got '{text}'.");
        return $"{scheme}:{context.FullPath(text)}";
    }

    /// <summary>The file of a URL whose storage is a file; null for others.</summary>
    public static string? FileOf(string url) =>
        url.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && _files.ContainsKey(url[..colon]) ? url[(colon + 1)..] : null;

    /// <summary>
    /// Whether there is a storage: opening would create one that is a file and is missing, and make a database of an empty file, or
    /// behind a link. One that is no file is taken to be there.
    /// </summary>
    public static bool Exists(string url)
    {
        if (FileOf(url) is not { } file)
        {
            return true;
        }

        var target = new FileInfo(file);
        if (!target.Exists)
        {
            return false;
        }

        target = target.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? target;
        return target.Exists && (target.Length > 0 || !url.StartsWith($"{Sqlite}:", StringComparison.Ordinal));
    }

    /// <summary>A path, also as SQLAlchemy writes it: three slashes before a relative one, four before an absolute one.</summary>
    private static string PathIn(string rest) => rest.StartsWith("///", StringComparison.Ordinal) ? rest[3..] : rest;
}
