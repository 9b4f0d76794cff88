namespace Trimtab.Packages.Tests;

/// <summary>The tool as a user installs it.</summary>
public class ToolTests(PackedSolution packed)
{
    [Fact]
    public async Task Tool_IsInstalledFromItsPackage_AndRuns()
    {
        string folder = packed.CreateFolder("tool");
        await packed.DotnetAsync(folder, "tool", "install", "Trimtab.Tool", "--tool-path", ".", "--version", packed.Version);
        string trimtab = Path.Combine(folder, "trimtab");

        Assert.StartsWith(packed.Version, await packed.RunAsync(trimtab, folder, "--version"), StringComparison.Ordinal);
        Assert.Contains("studies", await packed.RunAsync(trimtab, folder, "--help"), StringComparison.Ordinal);
    }
}
