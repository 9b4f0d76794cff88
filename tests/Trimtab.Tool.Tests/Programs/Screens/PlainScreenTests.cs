using Trimtab.Spaces;
using Trimtab.Tests;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Screens;

/// <summary>What a run says where its errors go to a file.</summary>
public sealed class PlainScreenTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ToolFolder _tool = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _error.Dispose();
        _tool.Dispose();
    }

    [Fact]
    public void ATrialThatRunsLong_IsSaidEachMinuteWithItsReport()
    {
        var options = new RunOptions();
        string[] words = ["-p", "lr=0.0..1.0", "--metric", "loss", "--minimize", "-t", "3", "--", "/bin/sh", "-c", "exit"];
        var settings = new RunReader(new(options, [options.Parse(words)], null), "digits", "/").Read();
        var board = new RunBoard(_clock);
        var context = new ToolContext { Input = TextReader.Null, Output = TextWriter.Null, Error = _error, Folder = "/", Time = _clock };
        using (RunScreen.Begin(settings, new Study(settings.Study.Options(_clock)), board, context))
        {
            board.Begin(4, ParameterSet.Of(("lr", 0.5)));
            _clock.Advance(TimeSpan.FromSeconds(60));
            board.Report(4, 0.25);
            _clock.Advance(TimeSpan.FromSeconds(60));
        }

        _clock.Advance(TimeSpan.FromSeconds(600));
        Assert.Equal(
            ["trial 4 runs for 1 min 0 s; lr=0.5", "trial 4 runs for 2 min 0 s: loss=0.25; lr=0.5"],
            _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task AWorker_SaysAtItsBeginningWhatItEvaluates()
    {
        await _tool.RunAsync("run -n study -p n=1..9 --metric score --maximize -t 1", "/bin/sh", "-c", "echo score={n}");

        Assert.Equal(0, await _tool.RunAsync("worker study -t 2"));

        Assert.StartsWith("n: int 1 to 9", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("study 'study', 1 trial before", _tool.Error, StringComparison.Ordinal);
    }
}
