using System.Buffers.Binary;
using System.IO.Compression;
using Trimtab.Files;

namespace Trimtab.Networks.Datasets;

/// <summary>Reads IDX files, the format of MNIST and similar datasets: a big-endian header and unsigned bytes, plain or gzipped.</summary>
/// <remarks>
/// Gzip is detected by content, not by name. The length of a file must match its header.
/// The bytes are read into the returned array without a copy. Source: LeCun, Cortes, Burges, "The MNIST database", file format section.
/// </remarks>
public static class IdxFile
{
    private const int ImageMagic = 0x00000803; // unsigned bytes, three dimensions
    private const int LabelMagic = 0x00000801; // unsigned bytes, one dimension
    private const int GzipMagic = 0x1F8B;

    /// <summary>Maximum compression ratio of deflate, 1032 to 1. A header that claims more is refused before memory is allocated.</summary>
    private const long MaxCompressionRatio = 1032;

    /// <summary>Reads a file of images (magic 0x00000803).</summary>
    /// <exception cref="DatasetException">The file is missing, unreadable, corrupt, or not a file of IDX images.</exception>
    public static async Task<IdxImages> ReadImagesAsync(string path, CancellationToken cancellationToken = default)
    {
        var (sizes, pixels) = await ReadAsync(path, ImageMagic, 3, cancellationToken).ConfigureAwait(false);
        return new(sizes[0], sizes[1], sizes[2], pixels);
    }

    /// <summary>Reads a file of labels (magic 0x00000801), one byte each.</summary>
    /// <exception cref="DatasetException">The file is missing, unreadable, corrupt, or not a file of IDX labels.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadLabelsAsync(string path, CancellationToken cancellationToken = default) =>
        (await ReadAsync(path, LabelMagic, 1, cancellationToken).ConfigureAwait(false)).Content;

    /// <summary>Reads images and their labels.</summary>
    /// <exception cref="DatasetException">A file cannot be read, or the numbers of images and labels differ.</exception>
    public static async Task<(IdxImages Images, ReadOnlyMemory<byte> Labels)> ReadPairAsync(
        string imagePath, string labelPath, CancellationToken cancellationToken = default)
    {
        var labels = await ReadLabelsAsync(labelPath, cancellationToken).ConfigureAwait(false);
        var images = await ReadImagesAsync(imagePath, cancellationToken).ConfigureAwait(false);
        return images.Count == labels.Length
            ? (images, labels)
            : throw new DatasetException(
                Invariant($"Images and labels must be equally many. Got {images.Count} images in '{imagePath}' ")
                + Invariant($"and {labels.Length} labels in '{labelPath}'. Take both files from the same source."));
    }

    /// <summary>
    /// The content of <paramref name="file"/> from its beginning, decompressed if it is gzipped, and an upper bound of its length.
    /// </summary>
    /// <remarks>Disposing the content leaves the file open.</remarks>
    internal static async Task<(Stream Content, long MaxBytes)> DecompressAsync(Stream file, CancellationToken cancellationToken)
    {
        byte[] start = new byte[2];
        file.Position = 0;
        int got = await file.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        file.Position = 0;
        return got == 2 && BinaryPrimitives.ReadUInt16BigEndian(start) == GzipMagic
            ? (new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), file.Length * MaxCompressionRatio)
            : (file, file.Length);
    }

    private static async Task<(int[] Sizes, byte[] Content)> ReadAsync(
        string path, int magic, int dimensions, CancellationToken cancellationToken)
    {
        try
        {
            using var file = SharedFile.OpenRead(path);
            var (stream, maxBytes) = await DecompressAsync(file, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(stream, maxBytes, path, magic, dimensions, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException($"A gzipped file must decompress completely. '{path}' is corrupt: {e.Message} {Remedy}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"A data file must be readable. '{path}' is not: {e.Message} {Remedy}", e);
        }
    }

    private static async Task<(int[] Sizes, byte[] Content)> ReadAsync(
        Stream stream, long maxBytes, string path, int magic, int dimensions, CancellationToken cancellationToken)
    {
        byte[] header = new byte[sizeof(int) * (1 + dimensions)];
        int got = await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        string kind = magic == ImageMagic ? "images" : "labels";
        int actual = BinaryPrimitives.ReadInt32BigEndian(header);
        if (got >= sizeof(int) && actual != magic)
        {
            throw new DatasetException(
                Invariant($"A file of {kind} must start with 0x{magic:X8}. '{path}' starts with 0x{actual:X8}. {DescriptionOf(actual)}"));
        }

        if (got < header.Length)
        {
            throw new DatasetException(
                Invariant($"A file of {kind} must have a header of {header.Length} bytes. '{path}' ends after {got}. {Remedy}"));
        }

        int[] sizes = [.. Enumerable.Range(1, dimensions).Select(d => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(d * sizeof(int))))];
        string shape = string.Join("×", sizes.Select(size => (uint)size));
        if (sizes.Any(size => size < 1) || sizes.Aggregate((Int128)1, (product, size) => product * size) > Array.MaxLength)
        {
            throw new DatasetException(Invariant(
                $"A file of {kind} must have sizes of 1 or more, at most {Array.MaxLength} bytes in all. '{path}' has {shape}. {Remedy}"));
        }

        int length = sizes.Aggregate(1, (product, size) => product * size);
        byte[] content = length + header.Length <= maxBytes ? new byte[length] : throw TooShort(null);
        got = await stream.ReadAtLeastAsync(content, length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (got < length)
        {
            throw TooShort(got);
        }

        // Reading to the end also verifies the checksum of gzip.
        return await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) == 0
            ? (sizes, content)
            : throw new DatasetException(
                $"A file of {kind} must end where its header says. '{path}' goes on after {shape} bytes. {Remedy}");

        DatasetException TooShort(int? found)
        {
            string length = found is null ? "is too short for that" : Invariant($"ends after {found}");
            return new($"A file of {kind} must be as long as its header says: {shape} bytes. '{path}' {length}. {Remedy}");
        }
    }

    private const string Remedy = "Delete it and fetch it again.";

    private static string DescriptionOf(int magic) => magic switch
    {
        ImageMagic => "That is a file of images: are the two swapped?",
        LabelMagic => "That is a file of labels: are the two swapped?",
        _ => "That is not an IDX file of unsigned bytes: give the original file, plain or gzipped.",
    };
}
