namespace Trimtab.Networks.Datasets;

/// <summary>Options of loading an image dataset: locations of its files, download and verification.</summary>
/// <remarks>
/// Sources, in order: <see cref="Folder"/> and nothing else, when it is given; <c>$TRIMTAB_DATA/&lt;name&gt;</c>; the user's cache;
/// a folder of the operating system's packages, if any; otherwise the mirrors, downloaded to the cache.
/// A folder is used if it has all four files under their usual names (<c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>,
/// <c>t10k-images-idx3-ubyte</c>, <c>t10k-labels-idx1-ubyte</c>, also spelt <c>train-images.idx3-ubyte</c>), plain or with <c>.gz</c>.
/// The content of every file must have the published SHA-256, unless <see cref="AllowVariants"/>; otherwise a file in the cache is
/// downloaded again.
/// </remarks>
public abstract record ImageDatasetOptions
{
    private protected ImageDatasetOptions()
    {
    }

    /// <summary>
    /// Folder with the four files, or with a subfolder of the dataset's name that has them. No other location is searched. Default: none.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>Whether files may differ from those published: variants with the same classes and 28×28 images. Default false.</summary>
    public bool AllowVariants { get; init; }

    /// <summary>
    /// Root folder of the cache, with a subfolder per dataset. Default: <c>trimtab/datasets</c> in the user's cache folder.
    /// </summary>
    /// <remarks>The user's cache folder is <c>XDG_CACHE_HOME</c> if set, otherwise that of local application data.</remarks>
    public string? CacheFolder { get; init; }

    /// <summary>
    /// Addresses of folders with the four files as <c>.gz</c>, in order of preference. Default: the dataset's public mirrors.
    /// </summary>
    public IReadOnlyList<Uri>? Mirrors
    {
        get;
        init => field = value?.FirstOrDefault(mirror => !mirror.IsAbsoluteUri) is { } relative
            ? throw new ArgumentException($"Mirrors must be absolute addresses. Got '{relative}'.", nameof(value))
            : value;
    }

    /// <summary>Whether missing files may be downloaded. Default true.</summary>
    public bool Download { get; init; } = true;

    /// <summary>Time without data after which the next mirror is tried. Above zero. Default 30 seconds.</summary>
    public TimeSpan StallTimeout
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw Setting.OutOfRange(nameof(StallTimeout), Invariant($"StallTimeout must be above zero. Got {value}."));
    } = TimeSpan.FromSeconds(30);

    /// <summary>Handler of HTTP requests; not disposed. Default: the platform's.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>Receiver of download progress. Default: none.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>Returns the environment variable of a name, or <see langword="null"/>. Default: that of the process.</summary>
    public Func<string, string?> EnvironmentVariable { get; init => field = Setting.Required(value); } = Environment.GetEnvironmentVariable;

    /// <summary>Clock for <see cref="StallTimeout"/>. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init => field = Setting.Required(value); } = TimeProvider.System;

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
