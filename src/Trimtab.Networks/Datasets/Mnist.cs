namespace Trimtab.Networks.Datasets;

/// <summary>Settings of <see cref="Mnist"/>.</summary>
public sealed record MnistOptions : ImageDatasetOptions
{
    /// <summary>
    /// The digits to load: distinct numbers from 0 to 9. Targets are positions in this list: with [2, 7], a 7 is class 1. Default: all ten.
    /// </summary>
    public IReadOnlyList<int>? Digits { get; init => field = ClassList.Check(value, 10, nameof(Digits)); }
}

/// <summary>MNIST: 60 000 training and 10 000 test images of handwritten digits.</summary>
/// <remarks>
/// Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits" (1998).
/// <code>
/// var mnist = await Mnist.LoadAsync(new() { Digits = [2, 7] });
/// var rows = mnist.Train.OneHot(2);
/// </code>
/// </remarks>
public static class Mnist
{
    /// <summary>The published files.</summary>
    internal static ImageCollection Collection { get; } = new()
    {
        Name = "MNIST",
        FolderName = "mnist",
        ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        Mirrors =
        [
            new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        ],
        Sha256 = new Dictionary<string, string>
        {
            [ImageCollection.TrainImages] = "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            [ImageCollection.TrainLabels] = "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            [ImageCollection.TestImages] = "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            [ImageCollection.TestLabels] = "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        },
    };

    /// <summary>Loads MNIST, downloading it if necessary. All ten digits take 0.2 GB of memory.</summary>
    /// <exception cref="DatasetException">The files are not found, or are not those published; the message lists the locations
    /// searched.</exception>
    public static Task<ImageDataset> LoadAsync(MnistOptions? options = null, CancellationToken cancellationToken = default) =>
        ImageCollectionLoader.LoadAsync(Collection, options ?? new(), options?.Digits, cancellationToken);
}
