using Trimtab.Data;

namespace Trimtab.Networks.Datasets;

/// <summary>Loads the four files of a collection as an <see cref="ImageDataset"/>.</summary>
internal static class ImageCollectionLoader
{
    private const int Side = 28;

    /// <summary>Locates, reads and filters the files.</summary>
    public static async Task<ImageDataset> LoadAsync(
        ImageCollection collection, ImageDatasetOptions options, IReadOnlyList<int>? classes, CancellationToken cancellationToken)
    {
        int[] selected = [.. classes ?? [.. Enumerable.Range(0, collection.ClassNames.Count)]];
        var (folder, source) = await new ImageCollectionLocator(collection, options).LocateAsync(cancellationToken).ConfigureAwait(false);
        var train = await ReadAsync(ImageCollection.TrainImages, ImageCollection.TrainLabels).ConfigureAwait(false);
        var test = await ReadAsync(ImageCollection.TestImages, ImageCollection.TestLabels).ConfigureAwait(false);
        return new(collection.Name, train, test, source, [.. selected.Select(c => collection.ClassNames[c])]);

        async Task<Dataset> ReadAsync(string imageName, string labelName)
        {
            string imagePath = ImageCollection.Find(folder, imageName)!, labelPath = ImageCollection.Find(folder, labelName)!;
            var (images, labels) = await IdxFile.ReadPairAsync(imagePath, labelPath, cancellationToken).ConfigureAwait(false);
            if ((images.Rows, images.Columns) != (Side, Side))
            {
                throw new DatasetException(
                    Invariant($"Images of {collection.Name} must be {Side}×{Side}. ")
                    + Invariant($"Those in '{imagePath}' are {images.Rows}×{images.Columns}. ")
                    + $"Give the files of {collection.Name} or of a variant of the same size.");
            }

            int invalid = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(collection.ClassNames.Count - 1));
            return invalid < 0
                ? Keep(images, labels.Span, selected, labelPath)
                : throw new DatasetException(
                    Invariant($"Labels of {collection.Name} must be 0 to {collection.ClassNames.Count - 1}. ")
                    + Invariant($"Row {invalid} of '{labelPath}' has {labels.Span[invalid]}. ")
                    + $"Give the files of {collection.Name} or of a variant with the same classes.");
        }
    }

    private static Dataset Keep(IdxImages images, ReadOnlySpan<byte> labels, int[] classes, string labelPath)
    {
        int kept = 0;
        foreach (byte label in labels)
        {
            kept += classes.Contains(label) ? 1 : 0;
        }

        if (kept == 0)
        {
            throw new DatasetException(
                $"At least one row must be of a selected class. '{labelPath}' has none of [{string.Join(", ", classes)}]. "
                + "Select classes it has.");
        }

        float[] features = new float[kept * Side * Side];
        double[] targets = new double[kept];
        int row = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int position = Array.IndexOf(classes, labels[i]);
            if (position >= 0)
            {
                targets[row] = position;
                Scale(images.Pixels.Span.Slice(i * Side * Side, Side * Side), features.AsSpan(row * Side * Side));
                row++;
            }
        }

        return new(features, [Side, Side, 1], targets);
    }

    private static void Scale(ReadOnlySpan<byte> pixels, Span<float> scaled)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            scaled[i] = pixels[i] / 255f;
        }
    }
}
