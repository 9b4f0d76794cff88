using System.IO.Enumeration;
using Trimtab.Data;

namespace Trimtab.Images;

/// <summary>
/// Images in a folder per class, whose name is the class: as Keras's <c>image_dataset_from_directory</c>. Immutable; thread-safe.
/// </summary>
/// <param name="folder">The folder that has a folder for each class; images may be in folders below those; links to folders are not
/// followed there.</param>
/// <remarks>
/// Images are those with the extensions png, jpg, jpeg, bmp and gif (its first picture); other files, hidden ones too, are passed over.
/// Classes and images are in the order of their names' characters.
/// <code>
/// var rows = new ImageFolder("flowers") { Size = (64, 64) }.Read();
/// var (train, test) = new TrainTestSplit { TestSize = 0.2, Stratify = true }.Split(rows);
/// </code>
/// </remarks>
public sealed class ImageFolder(string folder)
{
    private static readonly EnumerationOptions _all =
        new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    private static readonly HashSet<string> _extensions = new([".png", ".jpg", ".jpeg", ".bmp", ".gif"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder that has a folder for each class.</summary>
    public string Folder { get; } = Setting.Required(folder, nameof(folder));

    /// <summary>
    /// Rows and columns, 1 or more each, to which images are resized (bilinear, without regard to their proportions). Default, null: those
    /// of the first image, which all others must have.
    /// </summary>
    public (int Rows, int Columns)? Size
    {
        get;
        init => field = value is null or { Rows: >= 1, Columns: >= 1 }
            ? value
            : throw Setting.OutOfRange(nameof(Size), Invariant($"Rows and columns must be 1 or more. Got {value}."));
    }

    /// <summary>Numbers of a pixel: 1 for grey, 3 for red, green and blue, 4 with opacity. Default 3.</summary>
    public int Channels { get; init => field = Setting.Check(value, value is 1 or 3 or 4, "1, 3 or 4"); } = 3;

    /// <summary>Factor of the numbers, which are 0 to 255 in files; finite, not 0. Default 1/255: they become 0 to 1.</summary>
    public float Scale
    {
        get;
        init => field = Setting.Check(value, float.IsFinite(value) && value != 0, "finite and not 0");
    } = 1f / 255;

    /// <summary>
    /// Pixels that an image may have, 1 or more: a file of a few bytes can claim more than there is memory. Default 100 million.
    /// </summary>
    public long MostPixels { get; init => field = Setting.AtLeast(value, 1); } = 100_000_000;

    /// <summary>
    /// The images as rows of shape (rows, columns, channels), with the names of their folders as labels. Files are read on all cores.
    /// </summary>
    /// <exception cref="TrimtabException">
    /// The folder is not there or has fewer than two classes, a class has no image, a file is no image that can be read, or it has another
    /// size than the first one; the message names it.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Dataset Read(CancellationToken cancellationToken = default)
    {
        var files = Files();
        var (rows, columns) = Size ?? ImageFile.SizeOf(files[0].Path, MostPixels);
        decimal numbers = (decimal)rows * columns * Channels;
        if (numbers * files.Count > Array.MaxLength)
        {
            throw new TrimtabException(Invariant($"Images of a data set must have at most {Array.MaxLength} numbers in all. ")
                + Invariant($"Got {files.Count} of {rows} × {columns} × {Channels}: make them smaller by Size."));
        }

        int length = (int)numbers;
        float[] features = FeatureMatrix.Of(files.Count, length, nameof(ImageFolder), "make the images smaller by Size");
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.For(0, files.Count, options, i =>
            {
                var image = ImageFile.Read(files[i].Path, Channels, MostPixels);
                image.CopyTo(features.AsSpan(i * length, length), rows, columns, Scale, mayResize: Size is not null);
            });
        }
        catch (AggregateException errors)
            when (errors.InnerExceptions.OfType<TrimtabException>().MinBy(error => error.Message) is { } first)
        {
            throw new TrimtabException(first.Message, first);
        }

        return Dataset.OfClasses(features, [rows, columns, Channels], [.. files.Select(file => file.Label)]);
    }

    private List<(string Path, string Label)> Files()
    {
        if (!Directory.Exists(Folder))
        {
            throw new TrimtabException($"Images must be in a folder that is there. Got '{Path.GetFullPath(Folder)}'.");
        }

        string[] classes = [.. Directory.EnumerateDirectories(Folder).Where(path => !IsHidden(path)).Order(StringComparer.Ordinal)];
        if (classes.Length < 2)
        {
            throw new TrimtabException("Images must be in a folder for each of two classes or more. "
                + Invariant($"'{Path.GetFullPath(Folder)}' has {classes.Length}."));
        }

        return [.. classes.SelectMany(path => ImagesOf(path).Select(file => (file, Path.GetFileName(path))))];
    }

    private static string[] ImagesOf(string folder)
    {
        string[] files =
        [
            .. new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToSpecifiedFullPath(), _all)
                {
                    ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
                    ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0, // no links
                }
                .Where(path => _extensions.Contains(Path.GetExtension(path)) && !IsHidden(path)).Order(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : throw new TrimtabException(
            $"A class must have an image at least (png, jpg, jpeg, bmp or gif). '{Path.GetFullPath(folder)}' has none.");
    }

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');
}
