using System.Reflection;
using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace Trimtab.Tests;

/// <summary>
/// Compares the public members of an assembly with those its <c>PublicApi.txt</c> lists, so that a change of them is seen and meant.
/// </summary>
/// <remarks>TRIMTAB_APPROVE=1 writes the file anew; read its difference before committing.</remarks>
internal static class PublicApi
{
    // a test has its file, by an absolute path, and line
    private static readonly ApiGeneratorOptions _options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = ["Xunit.FactAttribute", "Xunit.InlineDataAttribute", "Xunit.TheoryAttribute"],
    };

    public static void Verify(Assembly assembly, [CallerFilePath] string source = "")
    {
        string path = Path.GetFullPath(Path.Combine(
            Path.GetDirectoryName(source)!, "..", "..", "src", assembly.GetName().Name!, "PublicApi.txt"));
        string actual = assembly.GeneratePublicApi(_options).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("TRIMTAB_APPROVE") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} must list the public members. Write it with TRIMTAB_APPROVE=1 and read it.");
        Assert.Equal(File.ReadAllText(path).Split('\n'), actual.Split('\n'));
    }
}
