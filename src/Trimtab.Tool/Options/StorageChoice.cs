using System.CommandLine;
using Trimtab.Storages;

namespace Trimtab.Tool.Options;

/// <summary>The option <c>--storage</c>: which storage a verb works on.</summary>
internal sealed class StorageChoice
{
    /// <summary>The environment variable that has the default.</summary>
    public const string Variable = "TRIMTAB_STORAGE";

    private const string DefaultFile = "trimtab.db";

    private static readonly string[] _databases = [".db", ".sqlite", ".sqlite3"], _journals = [".log", ".journal"];

    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = new("--storage", "-s")
    {
        Description = $"Where the studies are: sqlite:study.db, journal:study.log, postgresql://user@host/database, or the path of a file. "
            + $"[default: {Variable}, else sqlite:{DefaultFile} in the current folder]",
        HelpName = "URL",
    };

    /// <summary>The URL: what was given, else that of the environment, else the current folder's.</summary>
    public string UrlOf(ToolRun run) =>
        run.Value(Option) is { Length: > 0 } given ? UrlOf(given, run.Context)
        : run.Context.Variable(Variable) is { Length: > 0 } variable ? UrlOf(variable, run.Context)
        : UrlOf($"sqlite:{DefaultFile}", run.Context);

    /// <summary>Opens the storage; one that is missing is created.</summary>
    public StudyStorage Open(ToolRun run) => StudyStorage.Open(UrlOf(run));

    /// <summary>Opens the storage for a verb that finds nothing in a new one.</summary>
    /// <exception cref="TrimtabException">There is none.</exception>
    public StudyStorage OpenExisting(ToolRun run) => OpenExisting(UrlOf(run));

    /// <summary>Opens a storage for a verb that finds nothing in a new one.</summary>
    /// <exception cref="TrimtabException">There is none.</exception>
    public static StudyStorage OpenExisting(string url)
    {
        if (FileOf(url) is { } file && !IsStorage(file, url))
        {
            throw new TrimtabException($"There is no storage {file}. Name one by --storage, or by the environment variable {Variable}.");
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
            return text[..colon] is "sqlite" or "journal" ? $"{text[..colon]}:{context.FullPath(PathIn(text[(colon + 1)..]))}" : text;
        }

        string extension = Path.GetExtension(text).ToLowerInvariant();
        string scheme = _databases.Contains(extension) ? "sqlite" : _journals.Contains(extension) ? "journal" : throw new UsageException(
            $"A storage is a URL such as sqlite:study.db, or a file that ends with {string.Join(", ", _databases.Concat(_journals))}. "
            + $"Got '{text}'.");
        return $"{scheme}:{context.FullPath(text)}";
    }

    /// <summary>The file of a URL whose storage is a file; null for others.</summary>
    public static string? FileOf(string url) =>
        url.StartsWith("sqlite:", StringComparison.Ordinal) ? url["sqlite:".Length..]
        : url.StartsWith("journal:", StringComparison.Ordinal) ? url["journal:".Length..]
        : null;

    /// <summary>Whether a file has a storage in it: looking would make a database of an empty one, or behind a link.</summary>
    private static bool IsStorage(string file, string url)
    {
        var target = new FileInfo(file);
        if (!target.Exists)
        {
            return false;
        }

        target = target.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? target;
        return target.Exists && (target.Length > 0 || !url.StartsWith("sqlite:", StringComparison.Ordinal));
    }

    /// <summary>A path, also as SQLAlchemy writes it: three slashes before a relative one, four before an absolute one.</summary>
    private static string PathIn(string rest) => rest.StartsWith("///", StringComparison.Ordinal) ? rest[3..] : rest;
}
