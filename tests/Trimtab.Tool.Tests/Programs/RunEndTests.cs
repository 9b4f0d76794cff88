namespace Trimtab.Tool.Tests.Programs;

/// <summary>What a run says at its end, and what to do next.</summary>
public sealed class RunEndTests : IDisposable
{
    private const string Line = "run -n s -p n=1..90 --metric score --maximize -t 2";

    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    /// <summary>A script is repaired, and the same command is tried: nothing runs, and the way on is named.</summary>
    [Fact]
    public async Task WhereNothingIsRun_TheWayOnIsNamed()
    {
        Assert.Equal(3, await _tool.RunAsync(Line, "/bin/sh", "-c", "test -f repaired && echo score=$0", "{n}"));
        Assert.Contains("Ended: every trial of this run failed.", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("trimtab retry -n s", _tool.Error, StringComparison.Ordinal);
        _tool.Write("repaired", "");

        Assert.Equal(3, await _tool.RunAsync("run -n s -t 2"));

        Assert.Contains("Nothing was run: the study has its 2 trials.", _tool.Error, StringComparison.Ordinal);
        Assert.Contains(
            "trimtab retry -n s has 2 failed trials evaluated again, by the same command.", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("A greater -t adds trials: it counts all of the study, 2 so far.", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync("retry -n s"));
        Assert.Equal(0, await _tool.RunAsync("run -n s -t 2"));
        Assert.DoesNotContain("retry", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync("run -n s -t 2"));
        Assert.DoesNotContain("retry", _tool.Error, StringComparison.Ordinal); // all were tried again
        Assert.Equal(0, await _tool.RunAsync("show -n s"));
        Assert.DoesNotContain("retry", _tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("median", "echo iter 3 score=1; echo score=$0", true)]
    [InlineData("median", "echo Epoch 1/2; echo score=1; echo Epoch 2/2; echo score=$0", false)]
    [InlineData("median", "echo epoch=1 score=$0", false)]
    [InlineData("none", "echo score=$0", false)]
    public async Task APrunerThatIsGivenNoReports_IsSaidToHaveEndedNothing(string pruner, string program, bool isSaid)
    {
        Assert.Equal(0, await _tool.RunAsync($"{Line} --pruner {pruner}", "/bin/sh", "-c", program, "{n}"));

        Assert.Equal(isSaid, _tool.Error.Contains("none reported score on its way", StringComparison.Ordinal));
    }

    /// <summary>What is measured at the end is never reported.</summary>
    [Fact]
    public async Task APrunerOfTime_IsSaidToHaveEndedNothing()
    {
        Assert.Equal(0, await _tool.RunAsync("run -n s -p n=1..90 --from time -t 1 --pruner median", "/bin/sh", "-c", ": {n}"));

        Assert.Contains("none reported time on its way", _tool.Error, StringComparison.Ordinal);
    }
}
