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

    [Fact]
    public void File_TruncatedAnywhere_IsAnErrorThatNamesIt_OrAnImage()
    {
        foreach (string name in new[] { "png", "jpg" })
        {
            byte[] image = Convert.FromBase64String(name == "jpg" ? Jpeg : Png);
            Write($"a/1.{name}", image);
            for (int length = 0; length < image.Length; length += 7)
            {
                Write($"b/1.{name}", image[..length]);
                var error = Record.Exception(() => new ImageFolder(_folder).Read(Token));
                Assert.True(error is null or TrimtabException, $"{name} of {length} bytes: {error}");
                Assert.True(error is null || error.Message.Contains($"1.{name}", StringComparison.Ordinal));
            }

            Directory.Delete(Path.Combine(_folder, "a"), recursive: true);
            Directory.Delete(Path.Combine(_folder, "b"), recursive: true);
        }
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

    private static byte[] Grey(int rows, int columns, byte value) =>
        PngFile.Write(rows, columns, [.. Enumerable.Repeat(value, rows * columns)]);

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
