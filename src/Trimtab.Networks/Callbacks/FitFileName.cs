namespace Trimtab.Networks;

/// <summary>Names of files that each training of a search has for itself.</summary>
internal static class FitFileName
{
    private const string Placeholder = "{fit}";

    /// <summary>
    /// The path with the name of the fit: in place of <c>{fit}</c>, else before the extension. A fit without a name is called <c>fit</c>
    /// where there is a placeholder, and leaves other paths as they are.
    /// </summary>
    public static string Of(string path, string fit)
    {
        if (path.Contains(Placeholder, StringComparison.Ordinal))
        {
            return path.Replace(Placeholder, fit.Length > 0 ? fit : "fit", StringComparison.Ordinal);
        }

        string extension = ExtensionOf(path);
        return fit.Length == 0 ? path : $"{path[..^extension.Length]}.{fit}{extension}";
    }

    /// <summary>The extension, which is not that of a number's format in braces.</summary>
    private static string ExtensionOf(string path)
    {
        string extension = Path.GetExtension(path);
        return extension.Contains('}', StringComparison.Ordinal) ? "" : extension;
    }
}
