using StbImageSharp;
using Trimtab.Files;

namespace Trimtab.Images;

/// <summary>The pixels of an image file.</summary>
internal sealed class ImageFile
{
    private readonly string _path;
    private readonly int _rows, _columns, _channels;
    private readonly byte[] _pixels;

    private ImageFile(string path, ImageResult image, int channels) =>
        (_path, _rows, _columns, _channels, _pixels) = (path, image.Height, image.Width, channels, image.Data);

    /// <summary>Rows and columns of an image, without reading its pixels.</summary>
    /// <exception cref="TrimtabException">It is no image, or too large a one.</exception>
    public static (int Rows, int Columns) SizeOf(string path, long mostPixels)
    {
        using var file = Open(path);
        return SizeOf(path, file, mostPixels);
    }

    /// <summary>Reads an image; grey ones get colours and coloured ones lose them as <paramref name="channels"/> says.</summary>
    /// <exception cref="TrimtabException">It is no image, or too large a one.</exception>
    public static ImageFile Read(string path, int channels, long mostPixels)
    {
        using var file = Open(path);
        _ = SizeOf(path, file, mostPixels);
        file.Position = 0;
        Decoded(path, () => PngCheck.Require(file.Content));
        var components = channels switch
        {
            1 => ColorComponents.Grey,
            3 => ColorComponents.RedGreenBlue,
            _ => ColorComponents.RedGreenBlueAlpha,
        };
        return new(path, Decoded(path, () => ImageResult.FromStream(file, components)) ?? throw NoImage(path, null), channels);
    }

    /// <summary>Writes the image in another size, each number multiplied.</summary>
    /// <param name="target">rows × columns × channels numbers.</param>
    /// <param name="rows">Rows of the target.</param>
    /// <param name="columns">Columns of the target.</param>
    /// <param name="scale">Factor of the numbers.</param>
    /// <param name="mayResize">Whether another size than the image's is allowed.</param>
    /// <exception cref="TrimtabException">The size is another one, and must not be.</exception>
    public void CopyTo(Span<float> target, int rows, int columns, float scale, bool mayResize)
    {
        if ((rows, columns) != (_rows, _columns) && !mayResize)
        {
            throw new TrimtabException("Images must have the size of the first one, or be resized by Size. "
                + Invariant($"'{_path}' has {_rows} × {_columns}, the first {rows} × {columns}."));
        }

        for (int row = 0; row < rows; row++)
        {
            var (above, below, down) = Neighbours(row, rows, _rows);
            for (int column = 0; column < columns; column++)
            {
                var (left, right, across) = Neighbours(column, columns, _columns);
                for (int channel = 0; channel < _channels; channel++)
                {
                    float top = Between(Pixel(above, left, channel), Pixel(above, right, channel), across);
                    float bottom = Between(Pixel(below, left, channel), Pixel(below, right, channel), across);
                    target[(((row * columns) + column) * _channels) + channel] = Between(top, bottom, down) * scale;
                }
            }
        }
    }

    private static (int Rows, int Columns) SizeOf(string path, EndingStream file, long mostPixels)
    {
        var info = Decoded(path, () => ImageInfo.FromStream(file)) ?? throw NoImage(path, null);
        return (long)info.Width * info.Height <= mostPixels
            ? (info.Height, info.Width)
            : throw new TrimtabException(Invariant($"An image must have at most {mostPixels} pixels (MostPixels). ")
                + Invariant($"'{path}' has {info.Height} × {info.Width}."));
    }

    /// <summary>The positions beside the middle of a pixel of another size, and how far it is towards the second.</summary>
    private static (int First, int Second, float Weight) Neighbours(int index, int size, int ofImage)
    {
        float at = Math.Clamp(((index + 0.5f) * ofImage / size) - 0.5f, 0, ofImage - 1);
        int first = (int)at;
        return (first, Math.Min(first + 1, ofImage - 1), at - first);
    }

    private static float Between(float first, float second, float weight) => first + ((second - first) * weight);

    private float Pixel(int row, int column, int channel) => _pixels[(((row * _columns) + column) * _channels) + channel];

    private static EndingStream Open(string path)
    {
        try
        {
            return new(SharedFile.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TrimtabException($"'{path}' can't be opened: {error.Message}", error);
        }
    }

    /// <summary>What the decoder throws of damaged files is of many types.</summary>
    private static T Decoded<T>(string path, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw NoImage(path, error);
        }
    }

    private static void Decoded(string path, Action check) => _ = Decoded(path, () =>
    {
        check();
        return true;
    });

    private static TrimtabException NoImage(string path, Exception? error)
    {
        string message = $"A file must be an image that can be read: PNG, JPEG, BMP or GIF. '{path}' is not";
        return error is null ? new(message + ".") : new($"{message}: {error.Message}", error);
    }
}
