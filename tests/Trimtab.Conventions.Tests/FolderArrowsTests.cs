namespace Trimtab.Conventions.Tests;

/// <summary>Folders of a project use one another as its rules allow, without cycles.</summary>
public class FolderArrowsTests
{
    private static readonly string[] _settings =
    [
        "Activations", "Constraints", "Initializers", "Losses", "Metrics", "Optimizers", "Regularizers"
    ];

    /// <summary>What every folder of the core may use: names of parts, checks of settings, text, exceptions.</summary>
    private const string Base = "(base)";

    /// <summary>What studies are described in; the other files of the root are the API of studies and belong to their folder.</summary>
    private const string Vocabulary = "(vocabulary)";

    /// <summary>A project joins by its rules.</summary>
    public static TheoryData<FolderRules> Projects =>
    [
        new FolderRules("Trimtab.Networks", new Dictionary<string, string[]>
        {
            [""] = [],
            ["Engine"] = [],
            ["Datasets"] = [],
            ["Activations"] = ["", "Engine"],
            ["Constraints"] = [""],
            ["Initializers"] = [""],
            ["Losses"] = ["", "Activations"],
            ["Metrics"] = [""],
            ["Optimizers"] = ["", "Engine"],
            ["Regularizers"] = ["", "Engine"],
            ["Layers"] = ["", "Engine", "Activations", "Constraints", "Initializers", "Regularizers"],
            ["Training"] = ["Engine", "Layers", .. _settings],
            ["Models"] = ["Layers", "Training", .. _settings],
            ["Callbacks"] = ["Models"],
            ["Estimators"] = ["Losses", "Models", "Optimizers", "Training"],
        }),
        new FolderRules("Trimtab", new Dictionary<string, string[]>
        {
            ["Files"] = [],
            [Base] = ["Files"],
            ["Numerics"] = [Base],
            ["Spaces"] = [Base, "Numerics"],
            ["Data"] = [Base, "Numerics"],
            ["Preprocessing"] = [Base, "Numerics", "Spaces", "Data"],
            ["Statistics"] = [Base, "Data", "Numerics"],
            [Vocabulary] = [Base, "Spaces"],
            ["Samplers"] = [Base, "Numerics", "Spaces", "Statistics", Vocabulary],
            ["Pruners"] = [Base, "Numerics", "Spaces", "Statistics", Vocabulary],
            ["Logging"] = [Vocabulary],
            ["Studies"] = [Base, "Numerics", "Spaces", Vocabulary, "Samplers", "Pruners", "Logging"],
            ["Tables"] = [Base, "Files", "Spaces", "Storages", Vocabulary, "Studies"],
            ["Storages"] = [Base, "Files", "Spaces", Vocabulary, "Samplers", "Pruners", "Studies"],
            ["Artifacts"] = [Base, "Files", Vocabulary, "Studies"],
            ["Importance"] = [Base, "Numerics", "Spaces", Vocabulary, "Studies"],
            ["Caching"] = [Base, "Files", "Statistics", Vocabulary, "Logging"],
            ["ModelSelection"] =
            [
                Base, "Files", "Numerics", "Spaces", "Data", "Preprocessing", "Statistics", Vocabulary, "Samplers", "Pruners", "Studies",
                "Caching", "Logging", "Storages",
            ],
            ["Plots"] =
            [
                Base, "Numerics", "Spaces", "Statistics", Vocabulary, "Pruners", "Studies", "Importance", "ModelSelection",
            ],
        })
        {
            Groups = new Dictionary<string, string[]>
            {
                [Base] =
                [
                    "Catalog.cs", "CatalogEntries.cs", "ImplicitConversion.cs", "InvariantText.cs", "NamedAttribute.cs", "NearestName.cs",
                    "PartAssemblies.cs", "PartSettings.cs", "Setting.cs", "TextJson.cs", "TrimtabException.cs",
                    "UnknownNameException.cs",
                ],
                [Vocabulary] =
                [
                    "Artifact.cs", "Direction.cs", "EpochReport.cs", "FinishedTrials.cs", "History.cs", "LostTrialException.cs",
                    "NamedValues.cs", "Objective.cs", "Pareto.cs", "Report.cs", "SortedReports.cs", "StorageException.cs", "Trial.cs",
                    "TrialExtensions.cs", "TrialFailure.cs", "TrialPrunedException.cs", "TrialState.cs",
                ],
                ["Studies"] =
                [
                    "LiveTrial.cs", "OptimizeOptions.cs", "OptimizeResult.cs", "Schedule.cs", "StopReason.cs", "Study.Optimize.cs",
                    "Study.cs", "StudyOptions.cs", "StudySnapshot.cs",
                ],
            },
        },
        new FolderRules("Trimtab.Tool", new Dictionary<string, string[]>
        {
            [""] = [],
            ["Doctor"] = [""],
            ["Results"] = [""],
            ["Sketches"] = [],
            ["Options"] = ["", "Results"],
            ["Programs/Grammar"] = [],
            ["Programs/Processes"] = ["", "Programs/Grammar"],
            ["Programs/Metrics"] = ["Programs/Processes"],
            ["Programs/Settings"] = ["", "Results", "Programs/Grammar", "Programs/Metrics", "Programs/Processes"],
            ["Programs/Screens"] = ["", "Results", "Programs/Grammar", "Programs/Settings"],
            ["Studies"] = ["", "Results", "Programs/Grammar", "Programs/Metrics", "Programs/Settings"],
            ["Programs/Evaluation"] =
            [
                "", "Results", "Studies", "Programs/Grammar", "Programs/Metrics", "Programs/Processes", "Programs/Screens",
                "Programs/Settings",
            ],
            ["Verbs"] =
            [
                "", "Doctor", "Options", "Results", "Sketches", "Studies", "Programs/Evaluation", "Programs/Grammar", "Programs/Settings",
            ],
            ["(entry)"] = ["", "Programs/Processes"],
        })
        {
            Groups = new Dictionary<string, string[]> { ["(entry)"] = ["Program.cs"] },
        },
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Arrows_BetweenFolders_AreThoseAllowed(FolderRules rules)
    {
        var arrows = FolderGraph.Arrows(rules);

        Assert.NotEmpty(arrows);
        Assert.Empty(arrows
            .Where(arrow => !rules.Allowed[arrow.Key.From].Contains(arrow.Key.To))
            .Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To}: {arrow.Value}"));
    }

    /// <summary>Rules that are wider than the code would let a cycle begin unnoticed.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Rules_AllowOnlyArrowsInUse(FolderRules rules)
    {
        var arrows = FolderGraph.Arrows(rules);

        Assert.All(
            rules.Allowed.SelectMany(rule => rule.Value.Select(to => (From: rule.Key, To: to))),
            arrow => Assert.Contains(arrow, arrows.Keys));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Rules_HaveNoCycle(FolderRules rules) => Assert.Empty(rules.Cycle());

    [Theory]
    [MemberData(nameof(Projects))]
    public void Files_AllLieInAFolderWithRules(FolderRules rules) =>
        Assert.Empty(FolderGraph.FilesOf(rules.Project).Where(file => rules.FolderOf(file.Path) is null).Select(file => file.Path));

    [Fact]
    public void Arrows_OfConstantsBasesExtensionsAndGenericArguments_AreFound()
    {
        var rules = new FolderRules("Some", new Dictionary<string, string[]> { [""] = [], ["A"] = [], ["B"] = [], ["C"] = [] });
        (string, string)[] files =
        [
            (
                "A/Used.cs",
                "namespace N; class Base { public const int Size = 3; } "
                + "static class Ext { public static int Twice(this int x) => 2 * x; }"),
            ("B/Constant.cs", "namespace N; class Constant { int _size = Base.Size; }"),
            ("C/Extension.cs", "namespace N; class Extension { int Of(int x) => x.Twice(); }"),
            ("Generic.cs", "namespace N; class Generic { System.Collections.Generic.List<Base> _list = null!; /* Constant */ }"),
        ];

        var arrows = FolderGraph.Arrows(rules, files).Keys;

        Assert.Equal([("", "A"), ("B", "A"), ("C", "A")], arrows.Order());
    }

    [Fact]
    public void Cycle_OfThreeFolders_IsNamed()
    {
        var rules = new FolderRules(
            "Some", new Dictionary<string, string[]> { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"], ["D"] = ["A"] });

        Assert.Equal(["A", "B", "C", "A"], rules.Cycle());
    }

    [Theory]
    [InlineData("Some.cs", "")]
    [InlineData("A/Some.cs", "A")]
    [InlineData("A/Deep/Er/Some.cs", "A")]
    [InlineData("A/Own/Some.cs", "A/Own")]
    [InlineData("Other/Some.cs", null)]
    public void Folder_OfFile_IsTheNearestWithRules(string path, string? expected)
    {
        var rules = new FolderRules("Some", new Dictionary<string, string[]> { [""] = [], ["A"] = [], ["A/Own"] = [] });

        Assert.Equal(expected, rules.FolderOf(path));
    }
}
