using System.Security.Cryptography;

namespace Trimtab.Networks.Datasets;

/// <summary>SHA-256 of the content of a file, decompressed if it is gzipped, so that it does not depend on the compression.</summary>
internal static class ContentHash
{
    /// <summary>The hash in lower-case hexadecimal digits.</summary>
    /// <exception cref="InvalidDataException">The file is gzipped and cannot be decompressed.</exception>
    public static async Task<string> OfAsync(Stream file, CancellationToken cancellationToken)
    {
        var (content, _) = await IdxFile.DecompressAsync(file, cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
    }
}
