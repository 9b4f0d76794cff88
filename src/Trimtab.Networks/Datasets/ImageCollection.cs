namespace Trimtab.Networks.Datasets;

/// <summary>What is known of a published set of four IDX files.</summary>
internal sealed record ImageCollection
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    public static IReadOnlyList<string> FileNames { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    public required string Name { get; init; }

    /// <summary>The name of its folder: "mnist".</summary>
    public required string FolderName { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required IReadOnlyList<Uri> Mirrors { get; init; }

    /// <summary>SHA-256 of each file's content, unpacked: mirrors may pack it as they like.</summary>
    public required IReadOnlyDictionary<string, string> Sha256 { get; init; }

    /// <summary>Where the operating system's packages put it.</summary>
    public string? SystemFolder { get; init; }

    /// <summary>The file of that name in <paramref name="folder"/> in any of its spellings, or <see langword="null"/>.</summary>
    public static string? Find(string folder, string fileName)
    {
        string dotted = fileName.Replace("-idx", ".idx", StringComparison.Ordinal);
        string[] spellings = [fileName, $"{fileName}.gz", dotted, $"{dotted}.gz"];
        return spellings.Select(spelling => Path.Combine(folder, spelling)).FirstOrDefault(File.Exists);
    }
}
