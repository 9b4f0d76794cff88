namespace Trimtab.Packages.Tests;

public class TemplateTests(PackedSolution packed)
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("journal")]
    public async Task Study_GoesOnWhereItStopped(string storage)
    {
        string folder = packed.CreateFolder($"template-{storage}");

        await packed.DotnetAsync(folder, "new", "trimtab-study", "-o", "Tuning", "--storage", storage);
        await packed.DotnetAsync(folder, "build", "Tuning", "-o", "built");
        string first = await packed.DotnetAsync(folder, "built/Tuning.dll");
        string second = await packed.DotnetAsync(folder, "built/Tuning.dll");

        Assert.Contains("0 trials before, 100 now.", first, StringComparison.Ordinal);
        Assert.Contains("100 trials before, 100 now.", second, StringComparison.Ordinal);
        Assert.Equal(first.Split('\n')[1], second.Split('\n')[1]);
    }
}
