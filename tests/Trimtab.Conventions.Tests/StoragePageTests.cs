using System.Reflection;
using System.Text.RegularExpressions;
using Trimtab.Storages;

namespace Trimtab.Conventions.Tests;

/// <summary>What docs/storage.md shows runs: its snippets, one after another as one program.</summary>
[Collection(nameof(StoragePageTests))]
[CollectionDefinition(nameof(StoragePageTests), DisableParallelization = true)] // it changes the current folder
public sealed partial class StoragePageTests : IDisposable
{
    private const string Given =
        """
        public static Study study = new(new() { Space = new() { ["lr"] = new FloatDistribution(0, 1) } });
        public static ParameterGrid grid = new() { ["epochs"] = [1, 2] };
        public static IEstimator estimator = NetworkClassifier.Of(() =>
        {
            var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(10) { Activation = "softmax" } };
            model.Compile("sgd", "categorical_crossentropy");
            return model;
        });
        """;

    private const string Before =
        """
        using (var first = StudyStorage.Open("journal:study.log"))
        {
            await Study.Open(first, new() { Name = "bowl" }).OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 3);
        }

        File.WriteAllText("results.csv", "learning rate,value\n0.5,1\n");
        """;

    private const string After =
        """
        search.Fit(SyntheticDigits.Create(new() { Train = 60 }).Train);
        """;

    private static readonly string _page = File.ReadAllText(Repository.FullPath("docs/storage.md"));

    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("page").FullName;

    public StoragePageTests() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Snippets_Run()
    {
        var snippets = Blocks("csharp").Where(code => !code.StartsWith("#:", StringComparison.Ordinal));

        new DocumentedExample("docs/storage.md", string.Join('\n', [Before, .. snippets, After])).Run(Given);

        using StudyStorage journal = StudyStorage.Open("journal:study.log"), database = StudyStorage.Open("sqlite:study.db");
        Assert.Equal(["models", "grid"], journal.ReadStudies().Select(study => study.Name));
        Assert.Equal(["bowl"], database.ReadStudies().Select(study => study.Name));
        Assert.True(File.Exists("trials.csv"));
    }

    /// <summary>Python opens the file and the study that the first sample keeps.</summary>
    [Fact]
    public void Python_OpensWhatTheSampleKeeps()
    {
        string sample = File.ReadAllText(Repository.FullPath("samples/KeepStudy.cs")), python = Blocks("python").First();

        Assert.Equal(Name().Match(sample).Groups[1].Value, StudyName().Match(python).Groups[1].Value);
        Assert.Equal(FileName().Match(sample).Groups[1].Value, Path.GetFileName(Backend().Match(python).Groups[1].Value));
    }

    /// <summary>The page says every attribute that is written beside what Optuna has a place for.</summary>
    [Fact]
    public void Attributes_OfEveryName_AreOnThePage() => Assert.All(
        typeof(StorageAttributes).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => (string)field.GetRawConstantValue()!),
        name => Assert.Contains($"`{name}", _page, StringComparison.Ordinal));

    /// <summary>A URL opens every storage: it has a constructor whose only parameter is the location.</summary>
    [Fact]
    public void Storages_OfTheCatalog_AreMadeOfALocation() => Assert.All(StudyStorage.Catalog.Names, name =>
    {
        var constructor = StudyStorage.Catalog.TypeOf(name).GetConstructor([typeof(string)]);
        Assert.NotNull(constructor);
        Assert.Equal("location", constructor.GetParameters().Single().Name);
    });

    private static IEnumerable<string> Blocks(string language) =>
        Block().Matches(_page).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    [GeneratedRegex("```(\\w+)\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" Name = \"(\\w+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("Combine\\(folder, \"([^\"]+)\"\\)")]
    private static partial Regex FileName();

    [GeneratedRegex("study_name=\"(\\w+)\"")]
    private static partial Regex StudyName();

    [GeneratedRegex("JournalFileBackend\\(\"([^\"]+)\"\\)")]
    private static partial Regex Backend();
}
