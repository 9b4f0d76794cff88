namespace Trimtab.Networks.Datasets;

/// <summary>Finds the folder that has a collection's four files, downloading those the cache lacks when no folder has all.</summary>
internal sealed class ImageCollectionLocator(ImageCollection collection, ImageDatasetOptions options)
{
    private const string DataVariable = "TRIMTAB_DATA";

    private readonly List<string> _lookedIn = [];

    /// <summary>The folder, and where its files came from in words.</summary>
    public async Task<(string Folder, string Source)> LocateAsync(CancellationToken cancellationToken)
    {
        string? cache = CacheFolder();
        if (Candidates(cache).FirstOrDefault(place => HasAll(place.Folder, place.Origin)).Folder is { } found)
        {
            return (found, $"files in {found}");
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
            (cache, "cache"),
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
        foreach (string name in ImageCollection.FileNames.Where(name => ImageCollection.Find(cache, name) is null))
        {
            used.Add(await mirrors.FetchAsync(name, cache, cancellationToken).ConfigureAwait(false)
                ?? throw NotFound($"{name}.gz could not be downloaded.", mirrors.Failures));
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
