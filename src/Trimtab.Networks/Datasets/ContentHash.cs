using System.Security.Cryptography;

namespace Trimtab.Networks.Datasets;

/// <summary>SHA-256 of what a file holds, unpacked where it is gzipped: mirrors and users may pack it as they like.</summary>
internal static class ContentHash
{
    /// <summary>The hash in lower-case hexadecimal digits.</summary>
    /// <exception cref="InvalidDataException">It is gzipped and does not unpack.</exception>
    public static async Task<string> OfAsync(Stream file, CancellationToken cancellationToken)
    {
        var (content, _) = await IdxFile.UnpackAsync(file, cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
    }
}
