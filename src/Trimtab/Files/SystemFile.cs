namespace Trimtab.Files;

/// <summary>Files that the operating system makes up when they are read, as those of <c>/proc</c>: they have no length.</summary>
internal static class SystemFile
{
    /// <summary>Reads the whole text.</summary>
    /// <exception cref="IOException">It is missing or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadAllText(string path) => File.ReadAllText(path);
}
