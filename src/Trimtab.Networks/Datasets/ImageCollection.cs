namespace Trimtab.Networks.Datasets;

/// <summary>Description of a published dataset of four IDX files.</summary>
internal sealed record ImageCollection
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>Names of the four files.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Name of the dataset: "MNIST".</summary>
    public required string Name { get; init; }

    /// <summary>Name of its folder: "mnist".</summary>
    public required string FolderName { get; init; }

    /// <summary>Names of the classes, by number.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Addresses of folders with the files, in order of preference.</summary>
    public required IReadOnlyList<Uri> Mirrors { get; init; }

    /// <summary>SHA-256 of the decompressed content of each file, by name.</summary>
    public required IReadOnlyDictionary<string, string> Sha256 { get; init; }

    /// <summary>Folder used by packages of the operating system; or null.</summary>
    public string? SystemFolder { get; init; }

    /// <summary>
    /// Path of the file in <paramref name="folder"/>, in any of the usual spellings of its name; <see langword="null"/> if missing.
    /// </summary>
    public static string? Find(string folder, string fileName)
    {
        string dotted = fileName.Replace("-idx", ".idx", StringComparison.Ordinal);
        string[] spellings = [fileName, $"{fileName}.gz", dotted, $"{dotted}.gz"];
        return spellings.Select(spelling => Path.Combine(folder, spelling)).FirstOrDefault(File.Exists);
    }
}
