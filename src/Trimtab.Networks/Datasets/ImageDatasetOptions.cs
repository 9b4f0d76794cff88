namespace Trimtab.Networks.Datasets;

/// <summary>Where the files of an image data set may come from.</summary>
/// <remarks>
/// Sources, in order: <see cref="Folder"/> and nothing else, when it is given; <c>$TRIMTAB_DATA/&lt;name&gt;</c>; the user's cache;
/// a folder of the operating system's packages where there is one; else the mirrors, into the cache.
/// A folder counts when it has all four files under their usual names (<c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>,
/// <c>t10k-images-idx3-ubyte</c>, <c>t10k-labels-idx1-ubyte</c>, also spelt <c>train-images.idx3-ubyte</c>), plain or with <c>.gz</c>.
/// Every file's content must have the published SHA-256, unless <see cref="AllowVariants"/>; a file of the cache that does not is fetched again.
/// </remarks>
public abstract record ImageDatasetOptions
{
    private protected ImageDatasetOptions()
    {
    }

    /// <summary>The folder with the four files, or a folder that has them in a subfolder of the set's name. Nothing else is tried. Default: none.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether files found may have other content than the published ones: variants with the same classes and 28×28 images. Default false.</summary>
    public bool AllowVariants { get; init; }

    /// <summary>The root of the cache; a set lives in a subfolder of its name. Default: <c>trimtab/datasets</c> in <c>XDG_CACHE_HOME</c>, else in the user's local application data.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Addresses of folders that hold the four files with <c>.gz</c>, the first tried first. Default: the set's public mirrors.</summary>
    public IReadOnlyList<Uri>? Mirrors
    {
        get;
        init => field = value?.FirstOrDefault(mirror => !mirror.IsAbsoluteUri) is { } relative
            ? throw new ArgumentException($"Mirrors must be absolute addresses. Got '{relative}'.", nameof(value))
            : value;
    }

    /// <summary>Whether the mirrors may be asked. Default true.</summary>
    public bool Download { get; init; } = true;

    /// <summary>How long a mirror may send nothing before the next is tried. Above zero. Default 30 seconds.</summary>
    public TimeSpan StallTimeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw Setting.OutOfRange(nameof(StallTimeout), Invariant($"StallTimeout must be above zero. Got {value}."));
    } = TimeSpan.FromSeconds(30);

    /// <summary>What speaks HTTP; not disposed. Default: the platform's own.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>Told of every piece downloaded. Default: nobody.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>The environment variable of that name, or <see langword="null"/>. Default: the process's own.</summary>
    public Func<string, string?> EnvironmentVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The clock of <see cref="StallTimeout"/>. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
