using System.Buffers.Binary;

namespace Trimtab.Images.Tests;

public sealed class ImageFolderTests : IDisposable
{
    // 16 × 8 pixels, the left half (200, 40, 40), the right one (40, 40, 200), as Chromium's canvas writes them
    private const string Jpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/"
        + "2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAIABADASIAAhEBAxEB/8QA"
        + "FQABAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAB//EABkRAAIDAQAAAAAAAAAAAAAAAAAHRIPC"
        + "w//aAAwDAQACEQMRAD8AiiXgR09Pq6Cy1IVmD//Z";

    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAAKklEQVR4AeyQMQ0AAAzCCGrwrwJXzAHPjj1r0rdHaSlNyWkSSz4A3D8YAAAA//+a//NqAAAA"
        + "BklEQVQDALWhIYFSVETEAAAAAElFTkSuQmCC";

    // 3 × 5 grey pixels 0, 10, 20, … in seven passes, 3 × 5 colours, and 4 × 4 of four colours: made of the formats' descriptions
    private const string InterlacedPng =
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADCAAAAAEJWqqyAAAAHklEQVR42mNgYNBgEGFIqehh4JJjyGtiMLJxC4gCACQ4BBuE1yn3AAAAAElFTkSuQmCC";

    private const string Bmp =
        "Qk1mAAAAAAAAADYAAAAoAAAABQAAAAMAAAABABgAAAAAADAAAAATCwAAEwsAAAAAAAAAAAAAAAAACSgAElAAG3gAJKAAADIARjsoRkRQRk14RlagRgBkAIxt"
        + "KIx2UIx/eIyIoIwA";

    private const string Gif =
        "R0lGODlhBAAEAJEAAAAAAP8AAAD/AAAA/ywAAAAABAAEAAACCoQIceFCgQIzZgUAOw==";

    // 24 × 24 pixels of a slope with noise, written by StbImageWriteSharp 1.16.7: too small to end a decoder that reads zeros behind it
    private const string Thumbnail =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk8B"
        + "Dg4OExETJhUVJk81LTVPT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT//AABEIABgAGAMBIgACEQEDEQH/xAGiAAAB"
        + "BQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYn"
        + "KCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV"
        + "1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIy"
        + "gQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqi"
        + "o6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/AMKx07AGR04x1yPT9a6Cy045Vgox+Py1"
        + "es9PGACoPHHFbMNrHC43kCQ8KCcZ5A/LJA/Eeopt2VwSbZUs9LI5A/i49RV3+zpf75/MVyWs+MQ4ij05zGnzGQJuVkPQKT3I5PHHOAeMnI/4SW8/5+b3/v8A"
        + "H/4upbTev9fgdVHCRmn7Said3qt/Y6ZZgzyRoXbYcs3y8HJAXknjsR9R1ritY8U3eqTutl5ltGpKxuDhypUBgwBPUjjBwPc4I0PHn+qtv+u0n/s1clZf6w/j"
        + "/M1U6ScU3rq/zOGEuempPt+rX6Fqy04gqxI5/wDr1f8A7PX0X/vg/wCNSWvSH6n+VXatQTVzaKuj/9k=";

    private readonly string _folder = Directory.CreateTempSubdirectory("images").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Images_AreRowsInTheOrderOfTheirNames_LabelledByTheirFolders()
    {
        Write("b/2.png", Grey(2, 3, 40));
        Write("b/deep/1.png", Grey(2, 3, 30));
        Write("a/10.png", Grey(2, 3, 20));
        Write("a/1.PNG", Grey(2, 3, 10));
        Write("a/notes.txt", [1]);
        Write("a/.hidden.png", [1]);

        var rows = new ImageFolder(_folder) { Channels = 1, Scale = 1 }.Read(Token);

        Assert.Equal([2, 3, 1], rows.FeatureShape);
        Assert.Equal([10f, 20, 40, 30], Enumerable.Range(0, 4).Select(row => rows.FeaturesOf(row)[0]));
        Assert.Equal([0.0, 0, 1, 1], rows.Labels());
        Assert.Equal(["a", "b"], rows.Classes!);
    }

    [Theory]
    [InlineData("jpg", 3)]
    [InlineData("png", 0)]
    public void Colours_AreThoseThatWereDrawn(string extension, int tolerance)
    {
        byte[] image = Convert.FromBase64String(extension == "jpg" ? Jpeg : Png);
        Write($"a/1.{extension}", image);
        Write($"b/1.{extension}", image);

        var pixels = new ImageFolder(_folder) { Scale = 1 }.Read(Token).FeaturesOf(0).ToArray();

        Assert.Equal(16 * 8 * 3, pixels.Length);
        (float, float, float) At(int row, int column) =>
            (pixels[((row * 16) + column) * 3], pixels[(((row * 16) + column) * 3) + 1], pixels[(((row * 16) + column) * 3) + 2]);
        foreach (var ((red, green, blue), (r, g, b)) in new[] { (At(3, 2), (200, 40, 40)), (At(5, 13), (40, 40, 200)) })
        {
            Assert.InRange(red, r - tolerance, r + tolerance);
            Assert.InRange(green, g - tolerance, g + tolerance);
            Assert.InRange(blue, b - tolerance, b + tolerance);
        }
    }

    /// <summary>Expected: PyTorch's interpolate(mode="bilinear", align_corners=False), which is TensorFlow's resize, too.</summary>
    [Theory]
    [InlineData(4, 8, new float[]
    {
        0, 12.5f, 37.5f, 62.5f, 87.5f, 112.5f, 137.5f, 150, 50, 62.5f, 87.5f, 95.625f, 86.875f, 93.75f, 116.25f, 127.5f,
        150, 162.5f, 187.5f, 161.875f, 85.625f, 56.25f, 73.75f, 82.5f, 200, 212.5f, 237.5f, 195, 85, 37.5f, 52.5f, 60,
    })]
    [InlineData(1, 2, new float[] { 125, 85 })]
    [InlineData(3, 3, new float[] { 8.3333f, 75, 141.66667f, 108.33334f, 107.5f, 98.33333f, 208.33333f, 140, 55 })]
    [InlineData(2, 4, new float[] { 0, 50, 100, 150, 200, 250, 30, 60 })]
    public void Size_Resizes_AsPyTorchDoes(int rows, int columns, float[] expected)
    {
        byte[] image = PngFile.Write(2, 4, [0, 50, 100, 150, 200, 250, 30, 60]);
        Write("a/1.png", image);
        Write("b/1.png", image);

        var resized = new ImageFolder(_folder) { Channels = 1, Scale = 1, Size = (rows, columns) }.Read(Token);

        Assert.Equal(expected, resized.FeaturesOf(1).ToArray(), (first, second) => Math.Abs(first - second) < 1e-3);
    }

    [Fact]
    public void Numbers_AreFromZeroToOneByDefault()
    {
        Write("a/1.png", Grey(1, 1, 255));
        Write("b/1.png", Grey(1, 1, 51));

        var rows = new ImageFolder(_folder).Read(Token);

        Assert.Equal([1, 1, 3], rows.FeatureShape);
        Assert.Equal(1f, rows.FeaturesOf(0)[2]);
        Assert.Equal(0.2f, rows.FeaturesOf(1)[0], 1e-6f);
    }

    [Fact]
    public void Image_OfAnotherSize_IsNamed()
    {
        Write("a/1.png", Grey(2, 3, 1));
        Write("b/odd.png", Grey(3, 3, 1));

        var error = Assert.Throws<TrimtabException>(() => new ImageFolder(_folder).Read(Token));

        Assert.Contains("odd.png' has 3 × 3, the first 2 × 3", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A whole image may lack its last bytes, which say that it ends; then its pixels are right.</summary>
    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("bmp")]
    [InlineData("gif")]
    [InlineData("thumbnail.jpg")]
    public void File_TruncatedAnywhere_IsAnErrorThatNamesIt_OrTheWholeImage(string name)
    {
        byte[] image = Sample(name);
        Write($"a/1.{name}", image);
        Write($"b/1.{name}", image);
        float[] whole = new ImageFolder(_folder).Read(Token).FeaturesOf(1).ToArray();
        int accepted = 0;
        for (int length = 0; length < image.Length; length++)
        {
            Write($"b/1.{name}", image[..length]);
            float[]? pixels = null;
            if (Record.Exception(() => pixels = new ImageFolder(_folder).Read(Token).FeaturesOf(1).ToArray()) is { } error)
            {
                Assert.Contains($"1.{name}", Assert.IsType<TrimtabException>(error).Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(whole, pixels);
                accepted++;
            }
        }

        Assert.InRange(accepted, 0, 3);
    }

    [Fact]
    public void Png_WithAFlippedBit_IsAnErrorThatNamesIt_OrTheSameImage()
    {
        byte[] image = PngFile.Write(9, 7, [.. Enumerable.Range(0, 63).Select(i => (byte)(i * 37))]);
        Write("a/1.png", image);
        Write("b/1.png", image);
        for (int bit = 0; bit < image.Length * 8; bit++)
        {
            byte[] flipped = [.. image];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Write("b/1.png", flipped);

            var error = Record.Exception(() => new ImageFolder(_folder).Read(Token));

            Assert.Contains("1.png", Assert.IsType<TrimtabException>(error).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Png_WithAWrongChecksumOfItsPixels_IsAnError()
    {
        byte[] packed = PngFile.Packed(2, [1, 2, 3, 4]);
        packed[^1] ^= 1; // Adler-32
        Write("a/1.png", PngFile.OfPacked(2, 2, packed));
        Write("b/1.png", PngFile.OfPacked(2, 2, packed));

        var error = Assert.Throws<TrimtabException>(() => new ImageFolder(_folder).Read(Token));

        Assert.Contains("1.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Png_ThatInflatesToMoreThanItsPixels_IsRefusedWithoutMemory()
    {
        byte[] image = PngFile.OfPacked(4, 4, PngFile.Packed(1 << 20, new byte[1 << 27])); // 128 MiB in 130 kB
        Write("a/1.png", image);
        Write("b/1.png", image);
        Assert.InRange(image.Length, 0, 1 << 18);
        long before = GC.GetTotalAllocatedBytes();

        var error = Assert.Throws<TrimtabException>(() => new ImageFolder(_folder).Read(Token));

        Assert.Contains("its pixels must be 20 bytes by its header and are more", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1 << 24);
    }

    [Fact]
    public void Png_Interlaced_IsRead()
    {
        byte[] image = Convert.FromBase64String(InterlacedPng);
        Write("a/1.png", image);
        Write("b/1.png", image);

        var rows = new ImageFolder(_folder) { Channels = 1, Scale = 1 }.Read(Token);

        Assert.Equal([3, 5, 1], rows.FeatureShape);
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (float)(i * 10)), rows.FeaturesOf(0).ToArray());
    }

    [Fact]
    public void Links_ToFoldersAbove_AreNotFollowed()
    {
        Write("a/1.png", Grey(1, 1, 1));
        Write("b/deep/1.png", Grey(1, 1, 1));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "a", "self"), Path.Combine(_folder, "a"));
        File.CreateSymbolicLink(Path.Combine(_folder, "a", "2.png"), Path.Combine(_folder, "a", "1.png"));

        Assert.Equal([0.0, 0, 1], new ImageFolder(_folder).Read(Token).Labels()); // a link to a file is an image, as in Keras
    }

    [Fact]
    public void Size_BeyondAnArray_IsRefusedByTheSizes()
    {
        Write("a/1.png", Grey(1, 1, 1));
        Write("b/1.png", Grey(1, 1, 1));

        Assert.Contains(
            "Got 2 of 50000 × 50000 × 3",
            Assert.Throws<TrimtabException>(() => new ImageFolder(_folder) { Size = (50_000, 50_000) }.Read(Token)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Image_ThatClaimsToBeHuge_IsRefusedWithoutMemory()
    {
        byte[] image = Grey(1, 1, 5);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(16), 12_000); // columns, in the header
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(20), 12_000);
        Write("a/1.png", image);
        Write("b/1.png", image);

        Assert.Contains(
            "12000 × 12000", Assert.Throws<TrimtabException>(() => new ImageFolder(_folder).Read(Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_WithoutClasses_WithoutImages_OrNotThere_IsNamed()
    {
        string Message() => Assert.Throws<TrimtabException>(() => new ImageFolder(_folder).Read(Token)).Message;

        Assert.Contains("two classes or more", Message(), StringComparison.Ordinal);
        Write("a/1.png", Grey(1, 1, 1));
        Directory.CreateDirectory(Path.Combine(_folder, "b"));
        Assert.Contains("has none", Message(), StringComparison.Ordinal);
        Assert.Contains(
            "nowhere", Assert.Throws<TrimtabException>(() => new ImageFolder("nowhere").Read(Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFolder("a") { Channels = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFolder("a") { Size = (0, 1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFolder("a") { Scale = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFolder("a") { MostPixels = 0 });
        Assert.Throws<ArgumentException>(() => new ImageFolder(" "));
    }

    private static byte[] Sample(string name) => name switch
    {
        "png" => Convert.FromBase64String(Png),
        "bmp" => Convert.FromBase64String(Bmp),
        "gif" => Convert.FromBase64String(Gif),
        "jpg" => Convert.FromBase64String(Jpeg),
        _ => Convert.FromBase64String(Thumbnail),
    };

    private static byte[] Grey(int rows, int columns, byte value) =>
        PngFile.Write(rows, columns, [.. Enumerable.Repeat(value, rows * columns)]);

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
