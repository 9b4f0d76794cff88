namespace Trimtab.Networks.Datasets;

/// <summary>Settings of <see cref="FashionMnist"/>.</summary>
public sealed record FashionMnistOptions : ImageDatasetOptions
{
    /// <summary>
    /// The classes to load: distinct numbers from 0 (T-shirt/top) to 9 (Ankle boot). Targets are positions in this list. Default: all ten.
    /// </summary>
    public IReadOnlyList<int>? Classes { get; init => field = ClassList.Check(value, 10, nameof(Classes)); }
}

/// <summary>Fashion-MNIST: 60 000 training and 10 000 test images of clothing in ten classes, in the format of MNIST.</summary>
/// <remarks>
/// Source: Xiao, Rasul, Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms" (2017).
/// <code>
/// var fashion = await FashionMnist.LoadAsync(new() { Classes = [2, 6] }); // pullovers and shirts
/// var rows = fashion.Train.OneHot(2);
/// </code>
/// </remarks>
public static class FashionMnist
{
    /// <summary>The published files.</summary>
    internal static ImageCollection Collection { get; } = new()
    {
        Name = "Fashion-MNIST",
        FolderName = "fashion-mnist",
        ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        Mirrors =
        [
            new("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"), // without https; the checksums are verified
        ],
        SystemFolder = "/usr/share/datasets/fashion-mnist", // Debian package dataset-fashion-mnist
        Sha256 = new Dictionary<string, string>
        {
            [ImageCollection.TrainImages] = "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            [ImageCollection.TrainLabels] = "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            [ImageCollection.TestImages] = "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            [ImageCollection.TestLabels] = "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        },
    };

    /// <summary>Loads Fashion-MNIST, downloading it if necessary. All ten classes take 0.2 GB of memory.</summary>
    /// <exception cref="DatasetException">The files are not found, or are not those published; the message lists the locations
    /// searched.</exception>
    public static Task<ImageDataset> LoadAsync(FashionMnistOptions? options = null, CancellationToken cancellationToken = default) =>
        ImageCollectionLoader.LoadAsync(Collection, options ?? new(), options?.Classes, cancellationToken);
}
