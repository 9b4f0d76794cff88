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
    public static string SourceOf(string project) => Path.GetFullPath(Path.Combine(Root(), "src", project));

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..");
}
