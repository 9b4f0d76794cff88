namespace Trimtab.Tool.Tests.Programs.Evaluation;

/// <summary>What a plan says is so, and it leaves nothing.</summary>
public sealed class PlanTests : IDisposable
{
    private static readonly string[] _score = ["/bin/sh", "-c", "echo $TRIMTAB_DIR > where; echo score=$0", "{n}"];

    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task WithAGoalAlone_TheTimeIsNotKnown()
    {
        Assert.Equal(0, await _tool.RunAsync("plan -n g -p n=1..90 --metric score --maximize --goal 80", _score));

        Assert.Contains("trials until score is 80 or better", _tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("until the time is up", _tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("all of them", _tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--time 2h", "trials for 2 h 0 min")]
    [InlineData("--time 2h --goal 80", "trials for 2 h 0 min, or until score is 80 or better")]
    [InlineData("-t 7 --goal 80", "7 trials, or until score is 80 or better")]
    [InlineData("-t 7", "7 trials")]
    public async Task TheEnd_IsSaid(string end, string expected)
    {
        Assert.Equal(0, await _tool.RunAsync($"run --dry-run -n g -p n=1..90 --metric score --maximize {end}", _score));

        Assert.Contains($"{expected}", _tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("run --dry-run")]
    [InlineData("run")]
    public async Task WithoutAnEnd_ItIsRefused(string verb)
    {
        Assert.Equal(2, await _tool.RunAsync($"{verb} -n g -p n=1..90 --metric score --maximize", _score));

        Assert.Contains("A run needs an end", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duration", "86400", "Trials so far took, on average, 1 d 0 h; all of them take about 10675199 d 2 h.")]
    [InlineData("other", "1", "How long it takes is not known")]
    [InlineData("duration", "-5", "How long it takes is not known")]
    public async Task TheTime_IsThatOfTrialsThatHaveOne(string column, string value, string expected)
    {
        _tool.Write("t.csv", $"n,score,{column}\n1,1,{value}\n2,2,{value}\n");
        await _tool.RunAsync("import t.csv -n g -p n=1..90 --metric score --maximize");

        Assert.Equal(0, await _tool.RunAsync("run --dry-run -n g -p n=1..90 --metric score --maximize -t 2147483647", _score));

        Assert.Contains(expected, _tool.Output + _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereNothingIsLeft_NoCommandHasRun()
    {
        await _tool.RunAsync("run -n g -p n=1..90 --metric score --maximize -t 2", _score);

        Assert.Equal(0, await _tool.RunAsync("plan -n g -t 2"));

        Assert.Contains("Trials so far took, on average,", _tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingIsLeft()
    {
        string[] program = ["/bin/sh", "-c", $"echo $TRIMTAB_DIR > {_tool.PathOf("where")}; echo score=$0", "{n}"];

        Assert.Equal(0, await _tool.RunAsync("plan -n g -p n=1..90 --metric score --maximize -t 5", program));

        string folder = (await File.ReadAllTextAsync(_tool.PathOf("where"), TestContext.Current.CancellationToken)).Trim();
        Assert.False(Directory.Exists(folder), folder);
        Assert.Equal(["where"], Directory.GetFileSystemEntries(_tool.PathOf()).Select(Path.GetFileName));
    }

    [Fact]
    public async Task AProgramThatFails_ShowsItsLinesAsLines()
    {
        Assert.Equal(1, await _tool.RunAsync(
            "plan -n g -p n=1..90 --metric score --maximize -t 5", "/bin/sh", "-c", "echo one >&2; echo two >&2; exit 3", "{n}"));

        Assert.Contains("  one\n  two\n", _tool.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProgramThatFails_LeavesNothingEither()
    {
        Assert.Equal(1, await _tool.RunAsync("plan -n g -p n=1..90 --metric score --maximize -t 5", "/bin/sh", "-c", "exit 3", "{n}"));

        Assert.Empty(Directory.GetFileSystemEntries(_tool.PathOf()));
    }
}
