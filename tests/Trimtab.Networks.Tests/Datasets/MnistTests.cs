using Trimtab.Data;
using Trimtab.Networks.Datasets;

namespace Trimtab.Networks.Tests.Datasets;

/// <summary>
/// The real MNIST, where TRIMTAB_DATA has it. The numbers were counted from the original files with Python's gzip module.
/// </summary>
public class MnistTests
{
    [Fact]
    public async Task Load_OfRealMnist_HasItsCountsAndPixels()
    {
        var mnist = await LoadAsync(null);

        Assert.Equal((60_000, 10_000), (mnist.Train.Count, mnist.Test.Count));
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Counts(mnist.Train));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Counts(mnist.Test));
        Assert.Equal((5, 27_525), (mnist.Train.TargetsOf(0)[0], Sum(mnist.Train, 0)));
        Assert.Equal((7, 18_454), (mnist.Test.TargetsOf(0)[0], Sum(mnist.Test, 0)));
        Assert.Equal(1_567_298_545, Enumerable.Range(0, 60_000).Sum(row => Sum(mnist.Train, row)));
    }

    [Fact]
    public async Task Load_OfTwosAndSevens_KeepsTheirRows()
    {
        var mnist = await LoadAsync([2, 7]);

        Assert.Equal([5958, 6265], Counts(mnist.Train));
        Assert.Equal([1032, 1028], Counts(mnist.Test));
        Assert.Equal([0, 1, 0, 0, 0], mnist.Train.Labels()[..5]);
        Assert.Equal([1, 0, 1, 1, 1], mnist.Test.Labels()[..5]);
        Assert.Equal(29_601, Sum(mnist.Train, 0));
    }

    [Fact]
    public async Task Load_FromMirrorsOfTheRealFiles_FindsTheChecksumsRight()
    {
        string folder = RealFolder();
        using var cache = new IdxFiles();
        var mirrors = FakeMirrors.Serving(new()
        {
            ["ossci-datasets.s3.amazonaws.com"] = name => File.ReadAllBytes(Path.Combine(folder, name)),
        });

        var mnist = await Mnist.LoadAsync(
            new() { CacheFolder = cache.Folder, HttpMessageHandler = mirrors, EnvironmentVariable = _ => null, Digits = [0] },
            TestContext.Current.CancellationToken);

        Assert.Equal(5923, mnist.Train.Count);
        Assert.Equal(4, mirrors.Asked.Count);
    }

    private static Task<ImageDataset> LoadAsync(int[]? digits) =>
        Mnist.LoadAsync(new() { Folder = RealFolder(), Digits = digits }, TestContext.Current.CancellationToken);

    /// <summary>The folder with the original gzipped files.</summary>
    private static string RealFolder()
    {
        string folder = Path.Combine(Environment.GetEnvironmentVariable("TRIMTAB_DATA") ?? "", "mnist");
        Assert.SkipUnless(
            File.Exists(Path.Combine(folder, $"{ImageCollection.TrainImages}.gz")), "TRIMTAB_DATA names no folder with mnist.");
        return folder;
    }

    private static int[] Counts(Dataset rows) =>
    [.. rows.Labels().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    private static long Sum(Dataset rows, int row)
    {
        long sum = 0;
        foreach (float pixel in rows.FeaturesOf(row))
        {
            sum += (long)MathF.Round(pixel * 255);
        }

        return sum;
    }
}
