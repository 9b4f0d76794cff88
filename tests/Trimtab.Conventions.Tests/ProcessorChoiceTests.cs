using System.Text.RegularExpressions;

namespace Trimtab.Conventions.Tests;

/// <summary>
/// What a processor has is asked in one place, so that all that is chosen by it agrees, also where settings of the runtime leave something
/// out.
/// </summary>
public partial class ProcessorChoiceTests
{
    private const string Place = "src/Trimtab.Networks/Engine/Processor.cs";

    [Fact]
    public void Processor_IsAskedInOnePlace() => Assert.Equal([Place], Asking());

    private static IEnumerable<string> Asking() => Repository.SourceFiles()
        .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))
        .Where(file => Question().IsMatch(File.ReadAllText(Repository.FullPath(file))));

    [GeneratedRegex(@"\b(IsSupported|IsHardwareAccelerated)\b")]
    private static partial Regex Question();
}
