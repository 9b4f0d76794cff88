using System.Text.RegularExpressions;

namespace Trimtab.Conventions.Tests;

/// <summary>A folder of a project is a namespace, but for those that ARCHITECTURE.md names.</summary>
public partial class NamespaceTests
{
    private static readonly string[] _spaceless =
    [
        .. ((string[])["Scorers", "Scores", "Splitters"]).Select(folder => $"Trimtab/ModelSelection/{folder}"),
        .. ((string[])
        [
            "Activations", "Callbacks", "Constraints", "Estimators", "Initializers", "Layers", "Losses", "Metrics", "Models", "Optimizers",
            "Regularizers", "Training",
        ]).Select(folder => $"Trimtab.Networks/{folder}"),
        "Trimtab.ML/Trainers",
        "Trimtab.Onnx/Layers",
        "Trimtab.Onnx/Steps",
    ];

    [Fact]
    public void Sources_AreInTheNamespaceOfTheirFolder()
    {
        var wrong = from file in Repository.SourceFiles()
                    where file.StartsWith("src/", StringComparison.Ordinal)
                    let declared = Declaration().Match(File.ReadAllText(Repository.FullPath(file)))
                    where declared.Success && declared.Groups[1].Value != NamespaceOf(file)
                    select $"{file}: {declared.Groups[1].Value}, not {NamespaceOf(file)}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void FoldersWithoutANamespace_AreNamedByTheArchitecture()
    {
        string page = File.ReadAllText(Repository.FullPath("ARCHITECTURE.md"));

        Assert.All(_spaceless, folder => Assert.Contains($"{Path.GetFileName(folder)}/`", page, StringComparison.Ordinal));
    }

    private static string NamespaceOf(string file)
    {
        string folder = Path.GetDirectoryName(file)!.Replace('\\', '/')["src/".Length..];
        string? spaceless = Array.Find(_spaceless, parent => folder == parent || folder.StartsWith($"{parent}/", StringComparison.Ordinal));
        return (spaceless is null ? folder : Path.GetDirectoryName(spaceless)!).Replace('\\', '/').Replace('/', '.');
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
