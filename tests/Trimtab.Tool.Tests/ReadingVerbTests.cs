using System.Text.Json.Nodes;
using System.Xml.Linq;
using Trimtab.Plots;
using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>The verbs that look at studies.</summary>
public class ReadingVerbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Studies_AreListed()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, double.NaN, 1, 2);

        var row = (await tool.RunAsync("studies")).Json.Single();

        Assert.Equal("bowl", (string?)row["name"]);
        Assert.Equal(4, (int)row["trials"]!);
        Assert.Equal(1, (double)row["best_value"]!);
    }

    [Fact]
    public async Task Studies_OfWhichOneIsDamaged_AreListed_AndItIsSaidWhatIsWrong()
    {
        using var tool = new ToolHost();
        string journal = Path.Combine(tool.Folder, "study.log");
        await File.WriteAllLinesAsync(
            journal,
            [
                """{"op_code":0,"worker_id":"w","study_name":"bad","directions":[3]}""",
                """{"op_code":0,"worker_id":"w","study_name":"good","directions":[1]}""",
            ],
            Token);

        var outcome = await tool.RunAsync(["studies", "-s", $"journal:{journal}"]);

        Assert.Equal(["bad", "good"], outcome.Json.Select(row => (string?)row["name"]));
        Assert.Contains("Study 'bad' can't be read: A direction in a journal must be", outcome.Error, StringComparison.Ordinal);
        var shown = await tool.RunAsync(["show", "-s", $"journal:{journal}", "-n", "bad"]);
        Assert.Contains("Study 'bad' can't be read", shown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_IsTheBestTrial()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, double.NaN, 1, 2);

        var best = JsonNode.Parse(await tool.DoneAsync("best -f json"))!;

        Assert.Equal(2, (int)best["number"]!);
        Assert.Equal("1\n", (await tool.DoneAsync("best -f value")).ReplaceLineEndings("\n"));
        Assert.Equal(["1", "2", "3"], (await tool.RunAsync("best --top 9 -f value")).Lines.Select(line => line.Trim()));
    }

    [Fact]
    public async Task Best_WithoutACompleteTrial_HasItsExitCode()
    {
        using var tool = new ToolHost();
        using (var storage = tool.OpenStorage())
        {
            storage.CreateStudy("bowl", [Direction.Minimize]);
        }

        Assert.Equal(ExitCode.NoTrialSucceeded, (await tool.RunAsync("best")).Code);
    }

    [Fact]
    public async Task Trials_AreSelectedAndSorted()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, double.NaN, 1, 2);

        Assert.Equal(["1"], Cells(await tool.RunAsync("trials --state failed -f value -c number")));
        Assert.Equal(["2", "3", "0", "1"], Cells(await tool.RunAsync("trials --sort value -f value -c number")));
        Assert.Equal(["2", "3"], Cells(await tool.RunAsync("trials --sort value --top 2 -f value -c number")));
        Assert.Equal(["3", "2", "1", "0"], Cells(await tool.RunAsync("trials --sort -number -f value -c number")));
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("trials --sort z")).Code);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("trials -c z")).Code);
    }

    [Fact]
    public async Task Show_OfABrokenStudy_SaysWhatFailed()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, double.NaN, 1, 2);

        string page = await tool.DoneAsync("show");

        Assert.Contains("4 trials: 3 complete, 1 failed", page, StringComparison.Ordinal);
        Assert.Contains("Best: trial 2", page, StringComparison.Ordinal);
        Assert.Contains("It broke.", page, StringComparison.Ordinal);
        Assert.Contains("trimtab retry -n bowl", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_AdvisesNothingThatRetryRefuses()
    {
        using var tool = await new ToolHost().WithBowlAsync(1, double.NaN, double.NaN);
        await tool.DoneAsync("retry -n bowl 1");
        Assert.Contains("1 of 4 trials failed", await tool.DoneAsync("show -n bowl"), StringComparison.Ordinal);
        await tool.DoneAsync("retry -n bowl");

        Assert.DoesNotContain("retry", await tool.DoneAsync("show -n bowl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trials --top -1", "--top must be 1 or more. Got -1.")]
    [InlineData("trials --top 0", "--top must be 1 or more. Got 0.")]
    [InlineData("compare -t -1", "--trials must be 1 or more. Got -1.")]
    [InlineData("tell 99999999999 1", "What stands behind tell must be a whole number below 2147483648. Got 99999999999.")]
    public async Task ANumberThatCountsNothing_IsRefused(string line, string said)
    {
        using var tool = await new ToolHost().WithBowlAsync(1, 2);

        var outcome = await tool.RunAsync(line);

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfOneTrial_IsSingular()
    {
        using var tool = await new ToolHost().WithBowlAsync(1);

        Assert.Contains("1 trial is too few", await tool.DoneAsync("show"), StringComparison.Ordinal);
    }

    /// <summary>The sum of times may be more than a time can be.</summary>
    [Fact]
    public async Task Show_OfVeryLongTrials_HasTheLongestTime()
    {
        using var tool = new ToolHost();
        await File.WriteAllTextAsync(
            Path.Combine(tool.Folder, "t.csv"), "x,m,duration\n1,1,4e11\n2,2,4e11\n3,3,4e11\n", TestContext.Current.CancellationToken);
        await tool.DoneAsync("import t.csv -n s -p x=0..9 --metric m --minimize");

        Assert.Contains("922337203685", await tool.DoneAsync("show -n s --format json"), StringComparison.Ordinal); // seconds
        await tool.DoneAsync("show -n s");
        await tool.DoneAsync("compare s");
    }

    [Fact]
    public async Task Show_OfABestAtTheEnd_SaysToWidenTheRange()
    {
        using var tool = new ToolHost();
        using (var storage = tool.OpenStorage())
        {
            var study = Study.Open(storage, new() { Name = "edge", Seed = 1 });
            await study.OptimizeAsync(
                trial => trial.SuggestFloat("lr", 1e-3, 1, log: true) + trial.SuggestInt("n", 0, 100), 60, cancellationToken: Token);
        }

        string page = await tool.DoneAsync("show");

        Assert.Contains("lr is at the lower end of 0.001..1.0:log", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfTrialsWithFolds_HasTheTieSet()
    {
        using var tool = new ToolHost();
        using (var storage = tool.OpenStorage())
        {
            // Means 1.00, 1.01 and 2.00; folds vary by 0.02: the second may be as good, the third is not.
            double[][] folds = [[0.99, 1.01, 1.00, 0.98, 1.02], [1.03, 0.99, 1.01, 1.02, 1.00], [1.99, 2.01, 2.00, 1.98, 2.02]];
            var study = Study.Open(storage, new() { Name = "folds" });
            await study.OptimizeAsync(
                trial =>
                {
                    int n = trial.Number;
                    trial.SuggestFloat("x", 0, 1);
                    for (int fold = 0; fold < 5; fold++)
                    {
                        trial.Report(folds[n][fold], epoch: 1, fold);
                    }

                    return folds[n].Average();
                },
                trials: 3,
                cancellationToken: Token);
        }

        string page = string.Join(' ', (await tool.DoneAsync("show")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains(
            "The truly best of 3 complete trials is one of 2, at a nominal confidence of 95 % (80 % or more in simulations), "
                + "over 5 folds: 0, 1.",
            page,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Show_FitsTheTerminal(int width)
    {
        using var tool = await new ToolHost { IsTerminal = true, Width = width }.WithBowlAsync(3, double.NaN, 1, 2);
        tool.Variables["NO_COLOR"] = "1";

        string page = await tool.DoneAsync("show");

        Assert.All(page.Split('\n'), line => Assert.True(Plain(line).TrimEnd().Length <= width, line));
    }

    [Fact]
    public async Task Importance_SumsTo1()
    {
        using var tool = await new ToolHost().WithBowlAsync([.. Enumerable.Range(0, 30).Select(i => (double)(i * i % 17))]);

        var rows = (await tool.RunAsync("importance")).Json;

        Assert.Equal(["c", "x"], rows.Select(row => (string)row["parameter"]!).Order());
        Assert.Equal(1, rows.Sum(row => (double)row["importance"]!), 9);
    }

    /// <summary>The order of parameters of eight trials is mostly the draw: no bars on the page, a sentence beside the rows.</summary>
    [Fact]
    public async Task Importance_OfFewTrials_IsNotShownAsAFact()
    {
        const string Caveat = "8 trials are too few to rely on importance: below 30 its order is often wrong.";
        using var tool = await new ToolHost().WithBowlAsync([.. Enumerable.Range(0, 8).Select(i => (double)(i * i % 17))]);

        var rows = await tool.RunAsync("importance");
        string page = await tool.DoneAsync("show");
        var data = JsonNode.Parse(await tool.DoneAsync("show -f json"))!;

        Assert.Equal(2, rows.Json.Length);
        Assert.Contains(Caveat, rows.Error, StringComparison.Ordinal);
        Assert.Contains(Caveat, page, StringComparison.Ordinal);
        Assert.DoesNotContain("█", page, StringComparison.Ordinal);
        Assert.Empty(data["importance"]!.AsObject());
        Assert.Contains("8 trials are too few", string.Join(' ', XDocument.Parse(await tool.DoneAsync("plot param_importances"))
            .Descendants().Select(item => item.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbs_OfAnEmptyStorage_SayThatThereIsNone()
    {
        using var tool = new ToolHost();
        tool.OpenStorage().Dispose();

        var outcome = await tool.RunAsync("show -n bowl");

        Assert.Contains("No study is called 'bowl'. There is none.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfOneTrial_SaysTrial()
    {
        using var tool = await new ToolHost().WithBowlAsync(3);

        Assert.Contains("1 trial: 1 complete", await tool.DoneAsync("show"), StringComparison.Ordinal);
        Assert.StartsWith("1 trial of 'bowl'", (await tool.RunAsync("export one.csv")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plots_AreSvgAndHtmlAndSketches()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, double.NaN, 1, 2);

        foreach (string name in Plot.Catalog.Names.Where(name => Plot.Catalog.Create(name).MinObjectives == 1))
        {
            await tool.DoneAsync($"plot {name} -o {name}.svg");
            Assert.Equal("svg", XDocument.Load(Path.Combine(tool.Folder, $"{name}.svg")).Root!.Name.LocalName);
            Assert.StartsWith("<", await tool.DoneAsync($"plot {name}"), StringComparison.Ordinal);
        }

        await tool.DoneAsync("plot all -o all.html");
        Assert.Contains("</html>", await File.ReadAllTextAsync(Path.Combine(tool.Folder, "all.html"), Token), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("plot -o x.png")).Code);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("plot nosuch")).Code);

        tool.IsTerminal = true;
        string sketch = await tool.DoneAsync("plot");
        Assert.Contains("best so far", sketch, StringComparison.Ordinal);
        Assert.All(sketch.Split('\n'), line => Assert.True(Plain(line).Length <= 80, line));
    }

    [Fact]
    public async Task Compare_PutsTheBestFirst()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, 1, 2);
        await tool.DoneAsync("copy -n bowl --as short");
        using (var storage = tool.OpenStorage())
        {
            var study = Study.Open(storage, new() { Name = "better" });
            await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 0.5), 2, cancellationToken: Token);
        }

        Assert.Equal(["better", "bowl", "short"], Cells(await tool.RunAsync("compare -f value -c name")));
        Assert.Equal(["3"], Cells(await tool.RunAsync("compare bowl --trials 1 -f value -c best_value")));
        Assert.Equal(["2"], Cells(await tool.RunAsync("compare bowl --trials 2 -f value -c median_value"))); // of 3 and 1
    }

    private static IEnumerable<string> Cells(ToolOutcome outcome) => outcome.Lines.Select(line => line.Trim());

    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\x1b\\[[0-9;?]*[A-Za-z]", "");
}
