using Trimtab.Files;

namespace Trimtab.Networks.Datasets;

/// <summary>Finds a folder with the four files of a collection; downloads missing files to the cache if there is none.</summary>
internal sealed class ImageCollectionLocator(ImageCollection collection, ImageDatasetOptions options)
{
    private const string DataVariable = "TRIMTAB_DATA";
    private const string Cache = "cache";

    private readonly List<string> _searched = [];

    /// <summary>The folder, and a description of the origin of its files.</summary>
    public async Task<(string Folder, string Source)> LocateAsync(CancellationToken cancellationToken)
    {
        string? cache = CacheFolder();
        foreach (var (folder, origin) in Candidates(cache))
        {
            if (HasAll(folder, origin) && await ArePublishedAsync(folder, origin, cancellationToken).ConfigureAwait(false))
            {
                return (folder, $"files in {folder}");
            }
        }

        if (options.Folder is not null)
        {
            throw NotFound("Only Folder was searched, because it is set.", []);
        }

        if (!options.Download)
        {
            throw NotFound("Downloading is disabled.", []);
        }

        if (cache is null)
        {
            throw NotFound("It was not downloaded, because this user has no cache folder; set CacheFolder or XDG_CACHE_HOME.", []);
        }

        return (cache, await DownloadAsync(cache, cancellationToken).ConfigureAwait(false));
    }

    private IEnumerable<(string Folder, string Origin)> Candidates(string? cache)
    {
        if (options.Folder is { } folder)
        {
            return [(folder, "Folder"), (Path.Combine(folder, collection.FolderName), "Folder")];
        }

        string? data = Variable(DataVariable);
        return new (string?, string)[]
        {
            (data is null ? null : Path.Combine(data, collection.FolderName), DataVariable),
            (cache, Cache),
            (collection.SystemFolder, "system packages"),
        }.Where(place => place.Item1 is not null).Select(place => (place.Item1!, place.Item2));
    }

    private string? CacheFolder()
    {
        string root = Variable("XDG_CACHE_HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return options.CacheFolder is { } given ? Path.Combine(given, collection.FolderName)
            : root.Length > 0 ? Path.Combine(root, "trimtab", "datasets", collection.FolderName)
            : null;
    }

    private string? Variable(string name) => options.EnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private bool HasAll(string folder, string origin)
    {
        string[] missing = [.. ImageCollection.FileNames.Where(name => ImageCollection.Find(folder, name) is null)];
        if (missing.Length > 0)
        {
            string finding = Directory.Exists(folder) ? $"has no {string.Join(", ", missing)}" : "no such folder";
            _searched.Add($"'{folder}' ({origin}): {finding}");
        }

        return missing.Length == 0;
    }

    /// <summary>
    /// Whether all four files are those published. A mismatch is an error in a user's folder, and a reason to download in the cache.
    /// </summary>
    private async Task<bool> ArePublishedAsync(string folder, string origin, CancellationToken cancellationToken)
    {
        foreach (string name in ImageCollection.FileNames)
        {
            string path = ImageCollection.Find(folder, name)!;
            if (await DifferenceAsync(path, name, cancellationToken).ConfigureAwait(false) is { } difference)
            {
                _searched.Add(origin == Cache
                    ? $"'{folder}' ({origin}): {difference}"
                    : throw new DatasetException(
                        $"Files of {collection.Name} must be the published ones. In '{folder}' ({origin}), {difference}. "
                        + "Fetch it again, or set AllowVariants to use other images."));
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Description of how the content of a file differs from the published one; null if it does not, or variants are allowed.
    /// </summary>
    private async Task<string?> DifferenceAsync(string path, string name, CancellationToken cancellationToken)
    {
        if (options.AllowVariants)
        {
            return null;
        }

        try
        {
            using var file = SharedFile.OpenRead(path);
            string actual = await ContentHash.OfAsync(file, cancellationToken).ConfigureAwait(false), expected = collection.Sha256[name];
            return actual == expected ? null : $"the content of {Path.GetFileName(path)} must have SHA-256 {expected}, but has {actual}";
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return $"{Path.GetFileName(path)} can't be read: {error.Message}";
        }
    }

    /// <summary>Whether the published file <paramref name="name"/> is in the cache; other files of this name are deleted.</summary>
    private async Task<bool> IsCachedAsync(string cache, string name, CancellationToken cancellationToken)
    {
        while (ImageCollection.Find(cache, name) is { } path)
        {
            if (await DifferenceAsync(path, name, cancellationToken).ConfigureAwait(false) is null)
            {
                return true;
            }

            SharedFile.Delete(path);
        }

        return false;
    }

    private async Task<string> DownloadAsync(string cache, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(cache);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotFound($"It was not downloaded, because the cache folder '{cache}' cannot be created: {e.Message}", []);
        }

        using var mirrors = new MirrorDownload(collection, options);
        var used = new HashSet<Uri>();
        foreach (string name in ImageCollection.FileNames)
        {
            if (!await IsCachedAsync(cache, name, cancellationToken).ConfigureAwait(false))
            {
                used.Add(await mirrors.FetchAsync(name, cache, cancellationToken).ConfigureAwait(false)
                    ?? throw NotFound($"{name}.gz could not be downloaded.", mirrors.Failures));
            }
        }

        return $"downloaded from {string.Join(" and ", used)} to {cache}";
    }

    private DatasetException NotFound(string reason, IEnumerable<string> failures)
    {
        string names = string.Join(", ", ImageCollection.FileNames), parent = $"the folder above '{collection.FolderName}'";
        return new(
            $"""
            {collection.Name} was not found. {reason}
            {string.Join('\n', [.. _searched.Select(line => $"  {line}"), .. failures.Select(failure => $"  {failure}")])}
            Put {names} (plain or .gz) into a folder and name it with --data (Folder), or set {DataVariable} to {parent}.
            """);
    }
}
