using Trimtab.Tool.Tests.Programs;

namespace Trimtab.Tool.Tests;

/// <summary>The tool as a process whose streams can't be written, or with which nothing happens.</summary>
public sealed class OutputStreamTests
{
    private const string Run = "trimtab run -n p -p x=1..3 --metric v --minimize -t 2 -- /bin/sh -c 'echo v={x}'";

    /// <summary>/dev/full is a disk without room; a line says so where there is somewhere to say it.</summary>
    [Theory]
    [InlineData("trimtab --help > /dev/full")]
    [InlineData("trimtab completion bash > /dev/full")]
    [InlineData("trimtab trials -n bowl --format csv > /dev/full")]
    [InlineData("trimtab best -n bowl > /dev/full")]
    public async Task AnOutputThatCantBeWritten_IsAnErrorInALine(string line)
    {
        using var tool = await new ToolHost().WithBowlAsync([.. Enumerable.Range(0, 50).Select(i => (double)i)]);

        var (code, _, errors) = await ToolProcess.RunAsync(tool.Folder, line);

        Assert.True(code == 1, errors);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(Run + " 2> /dev/full", 0)]
    [InlineData(Run + " 2>&-", 0)]
    [InlineData(Run + " > /dev/full 2> /dev/full", 1)]
    [InlineData(Run + " >&- 2>&-", 1)]
    public async Task AScreenThatCantBeWritten_EndsNoRun(string line, int expected)
    {
        using var tool = new ToolHost();

        var (code, _, errors) = await ToolProcess.RunAsync(tool.Folder, line);

        Assert.True(code == expected, $"{code} {errors}");
        using var storage = tool.OpenStorage();
        Assert.Equal(2, storage.ReadTrials(storage.ReadStudies()[0].Id, -1, []).Count(trial => trial.State == TrialState.Complete));
    }

    /// <summary>It has read more than a pipe holds when it gets the signal, and waits for the rest, which never comes.</summary>
    [Fact]
    public async Task AVerbThatWaits_EndsAtTheFirstSignal()
    {
        using var tool = await new ToolHost().WithBowlAsync(1);

        var (code, output, errors) = await ToolProcess.RunAsync(
            tool.Folder,
            "mkfifo in; trimtab tell -n bowl < in & exec 3> in; head -c 400000 /dev/zero | tr '\\0' ' ' >&3; "
            + "kill -TERM $!; wait $!; echo $?");

        Assert.True(code == 0, errors);
        Assert.Equal("143", output.Trim());
    }
}
