using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Trimtab.Samplers;

namespace Trimtab.Conventions.Tests;

/// <summary>Trimtab's own samplers see of a study what a user's can see.</summary>
public class PartSurfaceTests
{
    /// <summary>What a sampler is given, and what it answers.</summary>
    private static readonly Type[] _surface =
    [
        typeof(Trial), typeof(TrialExtensions), typeof(History), typeof(FinishedTrials), typeof(Objective), typeof(StudyProblem),
        typeof(SuggestionRequest), typeof(Suggestion), typeof(SuggestedValue), typeof(Suggester), typeof(DelegatingSuggester),
    ];

    [Fact]
    public void Samplers_OfTrimtab_UsePublicMembersOfWhatTheyAreGiven()
    {
        var compilation = FolderGraph.Compile("Trimtab", FolderGraph.FilesOf("Trimtab"));
        string[] surface = [.. _surface.Select(type => type.FullName!)];
        var uses =
            from tree in compilation.SyntaxTrees
            where tree.FilePath.StartsWith("Samplers", StringComparison.Ordinal)
                && !surface.Contains("Trimtab.Samplers." + Path.GetFileNameWithoutExtension(tree.FilePath))
            let model = compilation.GetSemanticModel(tree)
            from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            let symbol = model.GetSymbolInfo(name).Symbol
            where symbol?.ContainingType is not null && surface.Contains(symbol.ContainingType.ToDisplayString())
            select (symbol, Place: $"{tree.FilePath}({name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {symbol}");
        var all = uses.ToList();

        Assert.Contains(all, use => use.Place.Contains("Given", StringComparison.Ordinal));
        Assert.Empty(all.Where(use => use.symbol.DeclaredAccessibility is Accessibility.Internal).Select(use => use.Place));
    }
}
