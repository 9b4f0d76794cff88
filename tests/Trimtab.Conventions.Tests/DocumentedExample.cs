using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Trimtab.Conventions.Tests;

/// <summary>A <c>code</c> element of the documentation of an assembly.</summary>
/// <param name="Member">The member it documents: <c>T:Trimtab.Networks.Dense</c>.</param>
/// <param name="Code">A program of top-level statements and types.</param>
internal sealed record DocumentedExample(string Member, string Code)
{
    private const string Usings =
        """
        global using Trimtab;
        global using Trimtab.Artifacts;
        global using Trimtab.Charts;
        global using Trimtab.Csv;
        global using Trimtab.Data;
        global using Trimtab.Images;
        global using Trimtab.Importance;
        global using Trimtab.ML;
        global using Trimtab.ModelSelection;
        global using Trimtab.Networks;
        global using Trimtab.Networks.Datasets;
        global using Trimtab.Onnx;
        global using Trimtab.Plots;
        global using Trimtab.Preprocessing;
        global using Trimtab.Pruners;
        global using Trimtab.Samplers;
        global using Trimtab.Spaces;
        global using Trimtab.Sql;
        global using Trimtab.Storages;
        global using Trimtab.Tables;
        global using static Context;
        """;

    /// <summary>All examples on members that users see, from the documentation file beside the assembly.</summary>
    public static IReadOnlyList<DocumentedExample> Of(Assembly assembly) =>
        [
            .. Of(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")))
                .Where(example => assembly.GetType(example.TypeName) is { IsVisible: true }),
        ];

    /// <summary>All examples of a documentation file.</summary>
    public static IReadOnlyList<DocumentedExample> Of(XDocument documentation) =>
    [
        .. from member in documentation.Descendants("member")
           from code in member.Descendants("code")
           select new DocumentedExample((string)member.Attribute("name")!, code.Value),
    ];

    /// <summary>Name of the type that has the member, as reflection writes it.</summary>
    private string TypeName
    {
        get
        {
            string path = Member[2..].Split('(')[0];
            return Member.StartsWith("T:", StringComparison.Ordinal) ? path : path[..path.LastIndexOf('.')];
        }
    }

    /// <summary>The compiler's errors.</summary>
    /// <param name="context">Declarations of what examples may use without declaring it, as static fields.</param>
    public IReadOnlyList<string> Errors(string context)
    {
        var errors = Compile(context).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return [.. errors.Select(error => $"{Member}: {error}")];
    }

    /// <summary>Runs the program.</summary>
    /// <param name="context">Declarations of what it may use without declaring it, as static fields.</param>
    public void Run(string context)
    {
        using var program = new MemoryStream();
        var result = Compile(context).Emit(program);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        Assembly.Load(program.ToArray()).EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
    }

    private CSharpCompilation Compile(string context)
    {
        var program = CSharpSyntaxTree.ParseText(Code, Repository.ParseOptions);
        bool hasStatements = program.GetRoot().DescendantNodes().OfType<GlobalStatementSyntax>().Any();
        return CSharpCompilation.Create(
            "Example",
            [program, Parse(Repository.GlobalUsings), Parse(Usings), Parse($"public static class Context {{ {context} }}")],
            Repository.References,
            new(hasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Repository.ParseOptions);
}
