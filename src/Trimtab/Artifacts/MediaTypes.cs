using System.Collections.Frozen;

namespace Trimtab.Artifacts;

/// <summary>Media types by the extension of a file, as Python's mimetypes module guesses them.</summary>
internal static class MediaTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly FrozenDictionary<string, string> _types = new Dictionary<string, string>
    {
        [".bmp"] = "image/bmp",
        [".css"] = "text/css",
        [".csv"] = "text/csv",
        [".gif"] = "image/gif",
        [".h5"] = "application/x-hdf5",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".md"] = "text/markdown",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".py"] = "text/x-python",
        [".svg"] = "image/svg+xml",
        [".tar"] = "application/x-tar",
        [".tsv"] = "text/tab-separated-values",
        [".txt"] = "text/plain",
        [".wav"] = "audio/x-wav",
        [".webm"] = "video/webm",
        [".webp"] = "image/webp",
        [".xml"] = "text/xml",
        [".zip"] = "application/zip",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> _encodings = new Dictionary<string, string>
    {
        [".br"] = "br",
        [".bz2"] = "bzip2",
        [".gz"] = "gzip",
        [".xz"] = "xz",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Media type of a file's name, and how it is compressed: <c>data.csv.gz</c> is text/csv in gzip.</summary>
    public static (string Type, string? Encoding) Of(string name)
    {
        bool isEncoded = _encodings.TryGetValue(Path.GetExtension(name), out string? encoding);
        string extension = Path.GetExtension(isEncoded ? Path.GetFileNameWithoutExtension(name) : name);
        return (_types.GetValueOrDefault(extension, Unknown), encoding);
    }
}
