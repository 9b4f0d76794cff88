namespace Trimtab.Files;

/// <summary>The rule for every path given by a caller.</summary>
internal static class FilePath
{
    /// <summary><paramref name="path"/>, if it can name a file or a folder.</summary>
    /// <exception cref="ArgumentException">It is empty or holds a NUL character.</exception>
    public static string Checked(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return path.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException($"A path must not hold a NUL character. Got '{path.Replace("\0", "\\0", StringComparison.Ordinal)}'.", nameof(path))
            : path;
    }
}
