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

    /// <summary>Or a test could not run a verb in its own process, as if started in another folder and environment.</summary>
    [Fact]
    public void Console_Environment_AndCurrentFolder_AreUsedByTheContextAlone() => Assert.Empty(
        from file in Directory.EnumerateFiles(Sources(), "*.cs", SearchOption.AllDirectories)
        where !_entries.Contains(Path.GetFileName(file))
        from match in OfTheProcess().Matches(File.ReadAllText(file))
        select $"{file}: {match.Value}");

    [Theory]
    [InlineData("Console.Out", true)]
    [InlineData("AnsiConsole.Create(x)", false)]
    [InlineData("Environment.GetEnvironmentVariable(name)", true)]
    [InlineData("Environment.CurrentDirectory", true)]
    [InlineData("Environment.ProcessId", false)]
    [InlineData("Directory.GetCurrentDirectory()", true)]
    [InlineData("Path.GetFullPath(path)", true)]
    [InlineData("Path.GetFullPath(path, folder)", false)]
    [InlineData("Path.GetFullPath(Path.Combine(\"a\", name), folder)", false)]
    public void WhatIsOfTheProcess_IsFound(string code, bool isFound) => Assert.Equal(isFound, OfTheProcess().IsMatch(code));

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

    [GeneratedRegex(
        @"(?<![A-Za-z.])Console\.|\bEnvironment\.(?:GetEnvironmentVariable|ExpandEnvironment|CurrentDirectory)"
        + @"|\bGetCurrentDirectory\b|\bPath\.GetFullPath\([^,()]*\)")]
    private static partial Regex OfTheProcess();
}
