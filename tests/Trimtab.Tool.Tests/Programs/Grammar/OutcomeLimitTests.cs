using Trimtab.Storages;

namespace Trimtab.Tool.Tests.Programs.Grammar;

/// <summary>Constraints on numbers that a program prints.</summary>
public sealed class OutcomeLimitTests : IDisposable
{
    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("--from time")]
    [InlineData("--metric code --from exit --minimize")]
    [InlineData("--metric other --from file:m.json --minimize")]
    [InlineData("--metric size --minimize --from stdout")]
    public async Task ALimit_IsReadWhateverTheMetricIs(string metric)
    {
        string[] program = ["/bin/sh", "-c", "echo 5 > $TRIMTAB_DIR/m.json; echo size=$0", "{n}"];

        int code = await _tool.RunAsync($"run -n l -p n=1..6 {metric} --limit 'size<=3' -t 6 --sampler brute_force", program);

        Assert.True(code == 0, _tool.Error);
        using var storage = StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");
        var trials = new StudyCatalog(storage).Read("l").Trials;
        Assert.Equal(
            [true, true, true, false, false, false],
            trials.OrderBy(trial => trial.Parameters["n"].As<int>()).Select(trial => trial.IsFeasible));
    }

    [Fact]
    public async Task ALimitOnTheTime_IsMeasuredWhereNothingIsPrinted()
    {
        int code = await _tool.RunAsync(
            "run -n l -p n=1..6 --from exit --minimize --limit 'time<=100' --limit 'cpu<=100' -t 1", "true", "{n}");
        Assert.True(code == 0, _tool.Error);
    }
}
