using System.Text.RegularExpressions;

namespace Trimtab.Conventions.Tests;

/// <summary>
/// What a processor has is asked in one place, so that all that is chosen by it agrees, also where settings of the runtime leave something
/// out.
/// </summary>
public partial class ProcessorChoiceTests
{
    private const string Place = "src/Trimtab.Networks/Engine/Processor.cs", Elementary = "src/Trimtab.Networks/Engine/Elementary.cs";

    [Fact]
    public void Processor_IsAskedInOnePlace() => Assert.Equal([Place], Asking());

    /// <summary>
    /// Where a register has fewer lanes, each operation of a wider vector is a method, more of them than the compiler inlines in a function
    /// of many: such functions are written over the vector that a register holds.
    /// </summary>
    [Fact]
    public void FunctionsOfElements_NameNoWidth() => Assert.DoesNotContain(Functions(), file => Width().IsMatch(Text(file)));

    private static IEnumerable<string> Functions() => Repository.SourceFiles().Where(file =>
        file == Elementary || Places().Any(place => file.StartsWith(place, StringComparison.Ordinal)));

    private static string[] Places() => ["src/Trimtab.Networks/Activations/", "src/Trimtab.Networks/Regularizers/"];

    private static string Text(string file) => File.ReadAllText(Repository.FullPath(file));

    private static IEnumerable<string> Asking() => Repository.SourceFiles()
        .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))
        .Where(file => Question().IsMatch(Text(file)));

    [GeneratedRegex(@"\b(IsSupported|IsHardwareAccelerated)\b")]
    private static partial Regex Question();

    [GeneratedRegex(@"\bVector(128|256|512)\b")]
    private static partial Regex Width();
}
