using Spectre.Console;
using Trimtab.Data;
using Trimtab.Networks.Datasets;

namespace MnistNotebook;

/// <summary>The images the notebook works on, and what a reader must know about them.</summary>
/// <param name="Images">Training and test rows of the chosen classes.</param>
/// <param name="Notice">Said first, on the view and in the report; empty for nothing.</param>
/// <param name="Why">Why the images asked for could not be had; it may be another next time, so it is no part of the results.</param>
internal sealed record Digits(ImageDataset Images, string Notice, string Why = "")
{
    private const int QuickTrain = 600, QuickTest = 300;

    /// <summary>Finds the images, downloads them, or draws some where they can't be had.</summary>
    public static async Task<Digits> LoadAsync(Settings settings, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (settings.DataSet == "digits")
        {
            return new(
                Draw(settings),
                "These are synthetic digits, drawn by the program as asked for: figures can't be compared with the seed notebook's.");
        }

        try
        {
            var images = await Download.WithBarAsync(console, progress => FindAsync(settings, progress, cancellationToken))
                .ConfigureAwait(false);
            return settings.Quick ? Quick(images, settings.Seed) : new(images, "");
        }
        catch (DatasetException missing) when (settings.Data is null && settings.DataSet == "mnist")
        {
            return new(
                Draw(settings),
                "MNIST could not be had, so these are SYNTHETIC DIGITS drawn by the program: figures can't be compared with the seed "
                + "notebook's.",
                missing.Message);
        }
    }

    private static Digits Quick(ImageDataset images, ulong seed) => new(
        images with { Train = Few(images.Train, QuickTrain, seed), Test = Few(images.Test, QuickTest, seed) },
        $"A quick look: {QuickTrain} training images and a tenth of the epochs. Figures mean nothing yet.");

    private static Task<ImageDataset> FindAsync(
        Settings settings, IProgress<DownloadProgress> progress, CancellationToken cancellationToken) =>
        settings.DataSet == "fashion-mnist"
            ? FashionMnist.LoadAsync(new() { Folder = settings.Data, Classes = settings.Classes, Progress = progress }, cancellationToken)
            : Mnist.LoadAsync(new() { Folder = settings.Data, Digits = settings.Classes, Progress = progress }, cancellationToken);

    private static ImageDataset Draw(Settings settings) => SyntheticDigits.Create(new()
    {
        Train = settings.Quick ? QuickTrain : 2000,
        Test = settings.Quick ? QuickTest : 1000,
        Digits = settings.Classes,
        Seed = settings.Seed,
    });

    private static Dataset Few(Dataset all, int count, ulong seed) => all.Count > count ? all.Subset(count, seed) : all;
}
