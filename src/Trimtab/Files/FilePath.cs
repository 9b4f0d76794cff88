namespace Trimtab.Files;

/// <summary>Validation of paths given by a caller.</summary>
internal static class FilePath
{
    /// <summary>Returns <paramref name="path"/> if it can name a file or a folder.</summary>
    /// <exception cref="ArgumentException">It is empty or holds a NUL character.</exception>
    public static string Checked(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            string visible = path.Replace("\0", "\\0", StringComparison.Ordinal);
            throw new ArgumentException($"A path must not hold a NUL character. Got '{visible}'.", nameof(path));
        }

        return path;
    }
}
