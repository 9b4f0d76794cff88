using System.Reflection;
using System.Xml.Linq;
using Trimtab.Charts;
using Trimtab.Csv;
using Trimtab.Images;
using Trimtab.ML;
using Trimtab.Networks;
using Trimtab.Onnx;
using Trimtab.Parquet;
using Trimtab.Sql;

namespace Trimtab.Conventions.Tests;

/// <summary>A summary is all that an editor's tooltip shows: it names its subject.</summary>
public class DocumentedSummariesTests
{
    private static readonly string[] _pronouns =
        ["Its", "Their", "It", "They", "Of", "By", "What", "Where", "Something", "Likewise", "Before", "After"];

    public static TheoryData<string> Assemblies =>
    [
        .. new[]
        {
            typeof(Study), typeof(Sequential), typeof(HtmlReport), typeof(SqlStorage), typeof(CsvFormat), typeof(ParquetFormat),
            typeof(MLEstimator), typeof(ImageFolder), typeof(OnnxExport),
        }.Select(type => type.Assembly.Location),
        Path.Combine(AppContext.BaseDirectory, "Trimtab.Tool.dll"),
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Summaries_OfMembers_BeginWithTheirSubject(string path)
    {
        var assembly = Assembly.LoadFrom(path);
        bool isProgram = assembly.GetExportedTypes().Length == 0; // its readers are those who change it
        var documentation = XDocument.Load(Path.ChangeExtension(path, ".xml"));

        Assert.Empty(
            from member in documentation.Descendants("member")
            let summary = member.Element("summary")?.Value.Trim() ?? ""
            where (isProgram || IsPublic(assembly, (string)member.Attribute("name")!)) && !StandsAlone(summary)
            select $"{member.Attribute("name")!.Value}: {summary}");
    }

    [Theory]
    [InlineData("Number of folds.", true)]
    [InlineData("Its folds.", false)]
    [InlineData("By the clock.", false)]
    [InlineData("Itself a summary.", true)]
    [InlineData("", true)]
    public void StandsAlone_OfASummaryThatBeginsWithAPronoun_IsFalse(string summary, bool expected) =>
        Assert.Equal(expected, StandsAlone(summary));

    private static bool StandsAlone(string summary) =>
        !_pronouns.Contains(summary.Split([' ', ',', '.', '\n'], 2)[0], StringComparer.Ordinal);

    /// <summary>Whether users see the type and, by its name, the member.</summary>
    private static bool IsPublic(Assembly assembly, string member)
    {
        string path = member[2..].Split('(')[0];
        if (member[0] == 'T')
        {
            return assembly.GetType(path) is { IsVisible: true };
        }

        int dot = path.LastIndexOf('.');
        string name = path[(dot + 1)..].Split('`')[0].Replace('#', '.');
        return assembly.GetType(path[..dot]) is { IsVisible: true } type
            && type.GetMember(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Length > 0;
    }
}
