using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Tests;

/// <summary>Rules of the tool that the compiler does not check.</summary>
public partial class ArchitectureTests
{
    private static readonly string[] _entries = ["Program.cs", "ProcessConsole.cs"];

    [Fact]
    public void Tool_DoesNotReferenceTheNets() =>
        Assert.DoesNotContain("Trimtab.Networks", typeof(TrimtabTool).Assembly.GetReferencedAssemblies().Select(name => name.Name));

    /// <summary>Or a test could not run a verb in its own process.</summary>
    [Fact]
    public void Console_IsUsedByTheContextAlone() => Assert.Empty(
        from file in Directory.EnumerateFiles(Sources(), "*.cs", SearchOption.AllDirectories)
        where !_entries.Contains(Path.GetFileName(file)) && Console().IsMatch(File.ReadAllText(file))
        select file);

    [Fact]
    public void Verbs_AreAFileEach()
    {
        string[] verbs =
        [
            .. typeof(IVerb).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IVerb)))
                .Select(type => type.Name),
        ];

        var files = Directory.EnumerateFiles(Path.Combine(Sources(), "Verbs"), "*.cs");
        Assert.Equal(verbs.Order(), files.Select(file => Path.GetFileNameWithoutExtension(file)).Order());
    }

    private static string Sources([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "src", "Trimtab.Tool"));

    [GeneratedRegex(@"(?<![A-Za-z.])Console\.")]
    private static partial Regex Console();
}
