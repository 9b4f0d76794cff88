using Trimtab.Networks.Datasets;

namespace Trimtab.Networks.Tests.Datasets;

public sealed class ImageCollectionTests : IDisposable
{
    private readonly IdxFiles _files = new();

    [Theory]
    [InlineData("", ".gz")]
    [InlineData("mnist", "")]
    public async Task Load_FromFolder_ScalesToOne(string subfolder, string ending)
    {
        WriteSet(subfolder, ending);

        var loaded = await Mnist.LoadAsync(new() { AllowVariants = true, Folder = _files.Folder }, TestContext.Current.CancellationToken);

        Assert.Equal((20, 10), (loaded.Train.Count, loaded.Test.Count));
        Assert.Equal([28, 28, 1], loaded.Train.FeatureShape);
        Assert.Equal([0f, 1 / 255f, 2 / 255f], loaded.Train.FeaturesOf(0)[..3].ToArray());
        Assert.Equal("MNIST", loaded.Name);
    }

    [Fact]
    public async Task Load_OfFilesThatAreNotThePublishedOnes_NamesTheFileAndBothHashes()
    {
        WriteSet("");

        var error = await Assert.ThrowsAsync<DatasetException>(() => Mnist.LoadAsync(
            new() { Folder = _files.Folder }, TestContext.Current.CancellationToken));

        Assert.Contains(
            "the content of train-images-idx3-ubyte must have SHA-256 "
            + "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db, but has ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("AllowVariants", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_WithDottedNames_FindsThem()
    {
        foreach (var (name, content) in IdxFiles.Set())
        {
            _files.Write(name.Replace("-idx", ".idx", StringComparison.Ordinal), content);
        }

        var loaded = await Mnist.LoadAsync(new() { AllowVariants = true, Folder = _files.Folder }, TestContext.Current.CancellationToken);

        Assert.Equal($"files in {_files.Folder}", loaded.Source);
    }

    [Fact]
    public async Task Load_OfChosenDigits_KeepsRowsInOrderAndRelabels()
    {
        WriteSet("");

        var loaded = await Mnist.LoadAsync(
            new() { AllowVariants = true, Folder = _files.Folder, Digits = [7, 2] }, TestContext.Current.CancellationToken);

        Assert.Equal([1, 0, 1, 0], loaded.Train.Labels());
        Assert.Equal(["7", "2"], loaded.ClassNames);
        Assert.Equal(2 * 784 % 251 / 255f, loaded.Train.FeaturesOf(0)[0]);
        Assert.Equal(7 * 784 % 251 / 255f, loaded.Train.FeaturesOf(1)[0]);
    }

    [Fact]
    public async Task Load_OfFashion_NamesTheClasses()
    {
        WriteSet("fashion-mnist");

        var loaded = await FashionMnist.LoadAsync(
            new()
            {
                AllowVariants = true,
                EnvironmentVariable = name => name == "TRIMTAB_DATA" ? _files.Folder : null,
                Classes = [9, 0],
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(["Ankle boot", "T-shirt/top"], loaded.ClassNames);
        Assert.Equal($"files in {Path.Combine(_files.Folder, "fashion-mnist")}", loaded.Source);
    }

    [Fact]
    public async Task Load_WithDataVariableAndCache_PrefersTheVariable()
    {
        WriteSet("data/mnist");
        WriteSet("cache/trimtab/datasets/mnist");

        var loaded = await Mnist.LoadAsync(
            new() { AllowVariants = true, EnvironmentVariable = Variables }, TestContext.Current.CancellationToken);

        Assert.Equal($"files in {Path.Combine(_files.Folder, "data", "mnist")}", loaded.Source);
    }

    [Fact]
    public async Task Load_WithIncompleteDataFolder_GoesOnToTheCache()
    {
        _files.Write($"data/mnist/{ImageCollection.TrainImages}", [1]);
        WriteSet("cache/trimtab/datasets/mnist");

        var loaded = await Mnist.LoadAsync(
            new() { AllowVariants = true, EnvironmentVariable = Variables }, TestContext.Current.CancellationToken);

        Assert.Equal($"files in {Path.Combine(_files.Folder, "cache", "trimtab", "datasets", "mnist")}", loaded.Source);
    }

    [Fact]
    public async Task Load_FromFolderWithoutTheFiles_LooksNowhereElse()
    {
        _files.Write($"here/{ImageCollection.TrainImages}", [1]);
        WriteSet("data/mnist");
        string here = Path.Combine(_files.Folder, "here");

        var error = await Assert.ThrowsAsync<DatasetException>(
            () => Mnist.LoadAsync(
                new() { AllowVariants = true, Folder = here, EnvironmentVariable = Variables }, TestContext.Current.CancellationToken));

        Assert.Contains(
            $"'{here}' (Folder): has no train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("Only Folder was searched", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_OfLabelAboveNine_NamesTheRow() =>
        Assert.Contains(
            "Labels of MNIST must be 0 to 9. Row 1 of",
            await LoadWithAsync(ImageCollection.TestLabels, IdxFiles.Labels(1, 10, 3, 4, 5, 6, 7, 8, 9, 0)),
            StringComparison.Ordinal);

    [Fact]
    public async Task Load_OfImagesOfAnotherSize_SaysBothSizes() =>
        Assert.Contains(
            "Images of MNIST must be 28×28. Those in",
            await LoadWithAsync(ImageCollection.TrainImages, IdxFiles.Images(20, 32, 28)),
            StringComparison.Ordinal);

    [Fact]
    public async Task Load_OfTooFewLabels_SaysBothCounts() =>
        Assert.Contains(
            "Got 20 images in", await LoadWithAsync(ImageCollection.TrainLabels, IdxFiles.Labels(1, 2, 3)), StringComparison.Ordinal);

    [Fact]
    public async Task Load_WithoutARowOfTheDigits_SaysSo() =>
        Assert.Contains(
            "has none of [2, 7]",
            await LoadWithAsync(ImageCollection.TrainLabels, IdxFiles.Labels(new byte[20]), [2, 7]),
            StringComparison.Ordinal);

    [Theory]
    [InlineData()]
    [InlineData(10)]
    [InlineData(-1, 2)]
    [InlineData(2, 2)]
    public void Digits_OfBadList_AreRefused(params int[] digits) =>
        Assert.Contains(
            $"must be one or more different numbers from 0 to 9, or null for all. Got [{string.Join(", ", digits)}]",
            Assert.Throws<ArgumentOutOfRangeException>(() => new MnistOptions { Digits = digits }).Message,
            StringComparison.Ordinal);

    public void Dispose() => _files.Dispose();

    private string? Variables(string name) => name switch
    {
        "TRIMTAB_DATA" => Path.Combine(_files.Folder, "data"),
        "XDG_CACHE_HOME" => Path.Combine(_files.Folder, "cache"),
        _ => null,
    };

    private void WriteSet(string folder, string ending = "")
    {
        foreach (var (name, content) in IdxFiles.Set())
        {
            _files.Write(Path.Combine(folder, name + ending), ending.Length > 0 ? IdxFiles.Gzip(content) : content);
        }
    }

    private async Task<string> LoadWithAsync(string name, byte[] content, int[]? digits = null)
    {
        WriteSet("");
        _files.Write(name, content);
        return (await Assert.ThrowsAsync<DatasetException>(
            () => Mnist.LoadAsync(
                new() { AllowVariants = true, Folder = _files.Folder, Digits = digits }, TestContext.Current.CancellationToken))).Message;
    }
}
