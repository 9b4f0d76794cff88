namespace Trimtab.Packages.Tests;

/// <summary>What the README of a package shows, run in a program that has the package and nothing else of ours.</summary>
public class PackageReadmeTests(PackedSolution packed)
{
    public static TheoryData<string> Programs =>
        [.. PackedSolution.Names.Where(name => Code(name) is { } code && code.Contains("WriteLine", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Readme_RunsAsItIs(string name)
    {
        string folder = packed.CreateFolder(name);
        string program = $"#:package {name}@{packed.Version}\n#:property PublishAot=false\n{Code(name)}";
        await File.WriteAllTextAsync(Path.Combine(folder, "program.cs"), program, TestContext.Current.CancellationToken);

        string output = await packed.DotnetAsync(folder, "run", "program.cs");

        Assert.Contains("he best", output, StringComparison.Ordinal);
    }

    private static string? Code(string name)
    {
        string file = PackedSolution.InRepository($"src/{name}/README.md");
        string[] parts = File.Exists(file) ? File.ReadAllText(file).Split("```csharp\n") : [];
        return parts.Length < 2 ? null : parts[1].Split("```")[0];
    }
}
