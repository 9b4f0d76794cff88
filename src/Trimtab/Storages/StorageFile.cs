using System.Text.RegularExpressions;
using Trimtab.Files;

namespace Trimtab.Storages;

/// <summary>Locations of storages that are files.</summary>
internal static partial class StorageFile
{
    private const string ThreeOrFour =
        "three slashes begin a relative path, as sqlite:///study.db, and four an absolute one, as sqlite:////folder/study.db";

    /// <summary>
    /// The absolute path of a storage that is a file: a path, or a URL whose slashes mean what they do in Python, three before a relative
    /// path and four before an absolute one.
    /// </summary>
    /// <param name="location">The path or URL.</param>
    /// <exception cref="ArgumentException">The location is empty or holds a NUL character.</exception>
    /// <exception cref="TrimtabException">
    /// It names a folder or a file in one that is missing, a computer, a database in memory, or has options.
    /// </exception>
    public static string At(string location)
    {
        FilePath.Checked(location);
        var url = FileUrl().Match(location);
        string path = url.Success ? url.Groups["path"].Value : location;
        if (url.Success && !path.StartsWith('/'))
        {
            throw new TrimtabException($"The URL of a file has no host: {ThreeOrFour}. Got '{location}'.");
        }

        path = url.Success ? path[1..] : path;
        return path is "" or ":memory:"
            ? throw new TrimtabException("A storage in a file must have a path. For one in memory, open memory:.")
            : Options().IsMatch(path) || (url.Success && path.Contains('?', StringComparison.Ordinal))
                ? throw new TrimtabException(
                    $"A storage in a file is opened by its path alone, without options but ?durable=false. Got '{location}'.")
            : Existing(Path.GetFullPath(path));
    }

    /// <summary>Requires that a path may be a file's.</summary>
    private static string Existing(string path) => Directory.Exists(path)
        ? throw new TrimtabException($"A storage must be a file. '{path}' is a folder: add the name of a file in it.")
        : Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder)
            ? throw new TrimtabException($"The folder of a storage must exist. '{folder}' does not: create it, or give another path.")
        : path;

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._-]*://(?<path>.*)\z", RegexOptions.Singleline)]
    private static partial Regex FileUrl();

    /// <summary>Options as a connection string or a URL of SQLite has them.</summary>
    [GeneratedRegex(@"\Afile:|;\s*[A-Za-z ]+=|\A\s*(Data Source|DataSource|Filename)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Options();
}
