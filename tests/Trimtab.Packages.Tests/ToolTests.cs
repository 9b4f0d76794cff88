namespace Trimtab.Packages.Tests;

/// <summary>The tool as a user installs it.</summary>
public class ToolTests(PackedSolution packed)
{
    /// <summary>SQLite's native library and the formats of tables come with the package, or a study would not run.</summary>
    [Fact]
    public async Task Tool_IsInstalledFromItsPackage_AndRunsAStudy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "trimtab run needs Linux or macOS");
        string folder = packed.CreateFolder("tool");
        await packed.DotnetAsync(folder, "tool", "install", "Trimtab.Tool", "--tool-path", ".", "--version", packed.Version);

        Assert.StartsWith(packed.Version, await RunAsync("--version"), StringComparison.Ordinal);
        Assert.Contains("studies", await RunAsync("--help"), StringComparison.Ordinal);
        string best = await RunAsync(
            "run", "-n", "study", "-p", "n=1..8", "--metric", "score", "--maximize", "-t", "8", "--sampler", "brute_force", "--",
            "/bin/sh", "-c", "echo score={n}");
        Assert.StartsWith("trial ", best, StringComparison.Ordinal);
        Assert.Contains("score=8", best, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "trimtab.db")));
        Assert.Equal("8", (await RunAsync("best", "--format", "value", "--columns", "params_n")).Trim());
        await RunAsync("export", "trials.parquet");
        await RunAsync("import", "-n", "copy", "trials.parquet", "-p", "n=1..8", "--metric", "score", "--maximize");
        await RunAsync("plot", "-n", "copy", "-o", "study.svg");

        Task<string> RunAsync(params string[] arguments) => packed.RunAsync(Path.Combine(folder, "trimtab"), folder, arguments);
    }
}
