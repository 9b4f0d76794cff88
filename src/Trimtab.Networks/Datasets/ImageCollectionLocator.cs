using Trimtab.Files;

namespace Trimtab.Networks.Datasets;

/// <summary>Finds the folder that has a collection's four files, downloading those the cache lacks when no folder has all.</summary>
internal sealed class ImageCollectionLocator(ImageCollection collection, ImageDatasetOptions options)
{
    private const string DataVariable = "TRIMTAB_DATA";
    private const string Cache = "cache";

    private readonly List<string> _lookedIn = [];

    /// <summary>The folder, and where its files came from in words.</summary>
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
            throw NotFound("Only Folder was looked at, because it was given.", []);
        }

        if (!options.Download)
        {
            throw NotFound("Downloading is switched off.", []);
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
            _lookedIn.Add($"'{folder}' ({origin}): {(Directory.Exists(folder) ? $"has no {string.Join(", ", missing)}" : "no such folder")}");
        }

        return missing.Length == 0;
    }

    /// <summary>Whether all four files are the published ones. Those of the cache that are not are noted; a user's own must not be passed over in silence.</summary>
    private async Task<bool> ArePublishedAsync(string folder, string origin, CancellationToken cancellationToken)
    {
        foreach (string name in ImageCollection.FileNames)
        {
            string path = ImageCollection.Find(folder, name)!;
            if (await DifferenceAsync(path, name, cancellationToken).ConfigureAwait(false) is { } difference)
            {
                _lookedIn.Add(origin == Cache
                    ? $"'{folder}' ({origin}): {difference}"
                    : throw new DatasetException($"Files of {collection.Name} must be the published ones. In '{folder}' ({origin}), {difference}. Fetch it again, or set AllowVariants to use other images."));
                return false;
            }
        }

        return true;
    }

    /// <summary>How the content of a file differs from the published one; null where it does not, or may.</summary>
    private async Task<string?> DifferenceAsync(string path, string name, CancellationToken cancellationToken)
    {
        if (options.AllowVariants)
        {
            return null;
        }

        try
        {
            using var file = SharedFile.OpenRead(path);
            string came = await ContentHash.OfAsync(file, cancellationToken).ConfigureAwait(false), wanted = collection.Sha256[name];
            return came == wanted ? null : $"the content of {Path.GetFileName(path)} must have SHA-256 {wanted}, but has {came}";
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return $"{Path.GetFileName(path)} can't be read: {error.Message}";
        }
    }

    /// <summary>Whether <paramref name="name"/> is in the cache; what is there in its place and is not the published file is removed.</summary>
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
            throw NotFound($"It was not downloaded, because the cache folder '{cache}' cannot be made: {e.Message}", []);
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

    private DatasetException NotFound(string why, IEnumerable<string> failures) => new(
        $"""
        {collection.Name} was not found. {why}
        {string.Join('\n', [.. _lookedIn.Select(place => $"  {place}"), .. failures.Select(failure => $"  {failure}")])}
        Put {string.Join(", ", ImageCollection.FileNames)} (plain or .gz) into a folder and name it with --data (Folder), or set {DataVariable} to the folder above '{collection.FolderName}'.
        """);
}
