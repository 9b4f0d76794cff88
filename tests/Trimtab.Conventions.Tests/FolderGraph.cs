using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Trimtab.Conventions.Tests;

/// <summary>
/// The arrows between folders of a project: A → B if a file in A names a type or member declared in B. Documentation is not counted.
/// </summary>
internal static class FolderGraph
{
    private static readonly ConcurrentDictionary<string, Dictionary<(string From, string To), string>> _ofProjects = new();

    /// <summary>All arrows of a project, computed once.</summary>
    public static Dictionary<(string From, string To), string> Arrows(FolderRules rules) =>
        _ofProjects.GetOrAdd(rules.Project, _ => Arrows(rules, FilesOf(rules.Project)));

    /// <summary>All arrows, each with one place where it is used.</summary>
    /// <param name="rules">The project and its folders.</param>
    /// <param name="files">Paths below the project's folder, with the source text.</param>
    public static Dictionary<(string From, string To), string> Arrows(FolderRules rules, IEnumerable<(string Path, string Text)> files)
    {
        var compilation = Compile(rules.Project, files);
        var arrows = new Dictionary<(string, string), string>();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            string from = rules.FolderOf(tree.FilePath)!;
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (string to in FoldersOf(model.GetSymbolInfo(name).Symbol, rules).Where(to => to != from))
                {
                    arrows.TryAdd((from, to), $"{tree.FilePath}({name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {name}");
                }
            }
        }

        return arrows;
    }

    /// <summary>A project as the compiler sees it; trees of its files have their paths below the project's folder.</summary>
    /// <param name="project">Its name.</param>
    /// <param name="files">Paths below the project's folder, with the source text.</param>
    public static CSharpCompilation Compile(string project, IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        project,
        [
            CSharpSyntaxTree.ParseText(Repository.GlobalUsings, Repository.ParseOptions),
            .. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Repository.ParseOptions, file.Path)),
        ],
        Repository.References.Where(reference => Path.GetFileNameWithoutExtension(reference.FilePath) != project),
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    /// <summary>The source files of a project.</summary>
    public static IEnumerable<(string Path, string Text)> FilesOf(string project)
    {
        string folder = Repository.SourceOf(project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(folder, path), File.ReadAllText(path)));
    }

    private static IEnumerable<string> FoldersOf(ISymbol? symbol, FolderRules rules)
    {
        var type = symbol as INamedTypeSymbol ?? (symbol is ILocalSymbol or IParameterSymbol ? null : symbol?.ContainingType);
        return type is null ? [] : type.OriginalDefinition.Locations
            .Where(location => location.SourceTree?.FilePath.Length > 0)
            .Select(location => rules.FolderOf(location.SourceTree!.FilePath))
            .OfType<string>();
    }
}
