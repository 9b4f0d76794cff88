using System.Reflection;
using System.Xml.Linq;
using Trimtab.Charts;
using Trimtab.Csv;
using Trimtab.Images;
using Trimtab.Importance;
using Trimtab.ML;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Onnx;
using Trimtab.Parquet;
using Trimtab.Plots;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Sql;
using Trimtab.Storages;
using Trimtab.Tables;

namespace Trimtab.Conventions.Tests;

/// <summary>Examples in documentation compile, and the parts that users choose among have one.</summary>
public class DocumentedExamplesTests
{
    private const string Rows = "public static Dataset train = null!, test = null!; ";

    /// <summary>The assemblies with examples, and what those may use without declaring it.</summary>
    private static readonly Dictionary<string, (Assembly Assembly, string Context)> _assemblies = new()
    {
        ["Trimtab"] = (typeof(Study).Assembly, Rows + "public static IEstimator model = null!; public static Study study = null!;"),
        ["Trimtab.Networks"] = (typeof(Sequential).Assembly, Rows + "public static Sequential model = null!;"),
        ["Trimtab.Sql"] = (typeof(SqlStorage).Assembly, ""),
        ["Trimtab.Csv"] = (typeof(CsvFormat).Assembly, "public static Study study = null!;"),
        ["Trimtab.Parquet"] = (typeof(ParquetFormat).Assembly, "public static Study study = null!;"),
        ["Trimtab.ML"] = (typeof(MLEstimator).Assembly, Rows),
        ["Trimtab.Images"] = (typeof(ImageFolder).Assembly, ""),
        ["Trimtab.Onnx"] = (
            typeof(OnnxExport).Assembly,
            "public static Sequential model = null!; public static IEstimator estimator = null!; public static ParameterGrid grid = null!; "
                + "public static Dataset rows = null!;"),
        ["Trimtab.Charts"] = (typeof(HtmlReport).Assembly, Rows + "public static Study study = null!;"),
    };

    public static TheoryData<string, string, int> Examples =>
    [
        .. from assembly in _assemblies
           from example in DocumentedExample.Of(assembly.Value.Assembly).GroupBy(example => example.Member)
           from index in Enumerable.Range(0, example.Count())
           select new TheoryDataRow<string, string, int>(assembly.Key, example.Key, index),
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_OfDocumentation_Compiles(string assembly, string member, int index)
    {
        var (from, context) = _assemblies[assembly];

        Assert.Empty(DocumentedExample.Of(from).Where(example => example.Member == member).ElementAt(index).Errors(context));
    }

    public static TheoryData<Type> PartsOfNets =>
    [
        .. typeof(Sequential).Assembly.GetExportedTypes()
            .Where(
                type => !type.IsAbstract
                    && new[] { typeof(Layer), typeof(Optimizer), typeof(Loss), typeof(Callback) }.Any(type.IsSubclassOf))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(PartsOfNets))]
    public void Layers_Optimizers_Losses_AndCallbacks_HaveAnExample(Type type) =>
        Assert.Contains(DocumentedExample.Of(type.Assembly), example => example.Member == "T:" + type.FullName);

    public static TheoryData<Type> PartsOfStudies =>
    [
        .. Sampler.Catalog.Names.Select(Sampler.Catalog.TypeOf).Where(type => type.Assembly == typeof(Sampler).Assembly),
        .. Pruner.Catalog.Names.Select(Pruner.Catalog.TypeOf),
        .. Plot.Catalog.Names.Select(Plot.Catalog.TypeOf),
        .. ImportanceEvaluator.Catalog.Names.Select(ImportanceEvaluator.Catalog.TypeOf),
    ];

    [Theory]
    [MemberData(nameof(PartsOfStudies))]
    public void Samplers_Pruners_Plots_AndImportanceEvaluators_HaveAnExample(Type type) =>
        Assert.Contains(DocumentedExample.Of(type.Assembly), example => example.Member == "T:" + type.FullName);

    public static TheoryData<Type> Storages =>
    [
        .. StudyStorage.Catalog.Names.Select(StudyStorage.Catalog.TypeOf),
        .. TableFormat.Catalog.Names.Select(TableFormat.Catalog.TypeOf),
    ];

    [Theory]
    [MemberData(nameof(Storages))]
    public void Storages_AndFormatsOfTables_HaveAnExample(Type type) =>
        Assert.Contains(DocumentedExample.Of(type.Assembly), example => example.Member == "T:" + type.FullName);

    public static TheoryData<Type> Searches =>
    [
        typeof(Study),
        .. typeof(Study).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CrossValidation)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Searches_HaveAnExample(Type type) =>
        Assert.Contains(DocumentedExample.Of(type.Assembly), example => example.Member == "T:" + type.FullName);

    public static TheoryData<Type> Layers => [.. PartsOfNets.Select(row => row.Data).Where(typeof(Layer).IsAssignableFrom)];

    /// <summary>As Keras's pages of layers do.</summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void Layers_DocumentInputAndOutputShape(Type layer)
    {
        string remarks = XDocument.Load(Path.ChangeExtension(layer.Assembly.Location, ".xml"))
            .Descendants("member").Single(member => (string)member.Attribute("name")! == "T:" + layer.FullName)
            .Element("remarks")!.Value;

        Assert.Contains("Input shape: ", remarks, StringComparison.Ordinal);
        Assert.Contains("Output shape: ", remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var layer = new Dense(3);", 0)]
    [InlineData("var layer = new Dense();", 1)]
    [InlineData("model.Fit(train);", 0)]
    [InlineData("public sealed record Settings { public double Rate { get; init; } }", 0)]
    [InlineData("Console.WriteLine(undeclared);", 1)]
    public void Errors_AreThoseOfTheCompiler(string code, int expected) =>
        Assert.Equal(expected, new DocumentedExample("T:Some", code).Errors(_assemblies["Trimtab.Networks"].Context).Count);

    [Fact]
    public void Examples_OfAMember_AreAllFound()
    {
        var documentation = XDocument.Parse(
            "<doc><members><member name='T:A'><remarks><code>1</code><code>2</code></remarks></member></members></doc>");

        Assert.Equal([new("T:A", "1"), new("T:A", "2")], DocumentedExample.Of(documentation));
    }
}
