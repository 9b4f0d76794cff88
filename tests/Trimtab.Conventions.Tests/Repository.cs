using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Trimtab.Conventions.Tests;

/// <summary>Source files of the repository, and what the compiler needs to read them.</summary>
internal static class Repository
{
    /// <summary>The usings that the build adds to every file.</summary>
    public const string GlobalUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using static System.FormattableString;
        """;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview, DocumentationMode.None);

    /// <summary>References to the platform and to all assemblies of this test program, read once for all compilations.</summary>
    public static IReadOnlyList<PortableExecutableReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The folder of a project: <c>src/Trimtab</c>.</summary>
    public static string SourceOf(string project) => FullPath(Path.Combine("src", project));

    /// <summary>Where a file or folder of the repository is.</summary>
    /// <param name="path">Relative to the repository's root.</param>
    public static string FullPath(string path) => Path.GetFullPath(Path.Combine(Root(), path));

    /// <summary>
    /// All C# files, relative to the repository's root, with <c>/</c> between folders; those a build writes are left out.
    /// </summary>
    public static IReadOnlyList<string> SourceFiles() =>
    [
        .. Directory.EnumerateDirectories(FullPath("."))
            .Where(folder => Path.GetFileName(folder) is not ("artifacts" or ['.', ..]))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(FullPath("."), file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..");
}
