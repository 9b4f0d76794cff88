namespace Trimtab.Tool.Tests;

/// <summary>Each reading verb on each study that Optuna has written; where TRIMTAB_DATA has them.</summary>
public class OptunaSampleTests
{
    private static readonly ExitCode[] _good = [ExitCode.Done, ExitCode.NoTrialSucceeded];

    [Theory]
    [InlineData("journal.log")]
    [InlineData("sqlite.db")]
    public async Task EveryVerb_ReadsEveryStudy(string sample)
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("TRIMTAB_DATA") ?? "", "optuna", "optuna-5.0.0.dev", sample);
        Assert.SkipUnless(File.Exists(path), "TRIMTAB_DATA names no folder with optuna.");
        using var tool = new ToolHost();
        File.Copy(path, Path.Combine(tool.Folder, sample));
        tool.Variables["TRIMTAB_STORAGE"] = Path.Combine(tool.Folder, sample);
        string[] names = (await tool.RunAsync("studies -f value -c name")).Lines;

        Assert.True(names.Length >= 16);
        await tool.DoneAsync("compare");
        Assert.Equal(ExitCode.NoTrialSucceeded, (await tool.RunAsync("best -n constraints")).Code); // Optuna finds no best trial, too
        foreach (string name in names)
        {
            foreach (string[] verb in new string[][]
            {
                ["best"], ["best", "-f", "yaml"], ["best", "--top", "3", "-f", "table"], ["trials"],
                ["trials", "-f", "csv"], ["trials", "-f", "table"],
                ["trials", "--sort", "value"], ["show"], ["show", "-f", "json"], ["export", "out.csv"], ["export", "out.jsonl"],
                ["export", "out.parquet"], ["plot"], ["plot", "all", "-o", "out.html"], ["copy", "--to", "copies.log"],
            })
            {
                var outcome = await tool.RunAsync([.. verb, "-n", name.Trim()]);
                Assert.True(_good.Contains(outcome.Code), $"{string.Join(' ', verb)} -n {name}: {outcome.Code} {outcome.Error}");
            }
        }
    }
}
