using Trimtab.Spaces;
using Trimtab.Tests;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Screens;

/// <summary>The bytes of the live screen, as a terminal shows them.</summary>
public sealed class LiveScreenTests : IDisposable
{
    private const int Width = 80;

    private readonly ManualClock _clock = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    /// <summary>What stands below is longer than the sentence, and must not show behind it.</summary>
    [Fact]
    public void Sentences_StandAloneOnTheirLines()
    {
        var (settings, study, board) = Run();
        using (var screen = RunScreen.Begin(settings, study, board, Context()))
        {
            foreach (int trial in Enumerable.Range(0, 3))
            {
                board.Begin(trial, ParameterSet.Of(("a_rather_long_name_of_a_parameter", 0.25), ("another_rather_long_name", 0.5)));
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
            SpinWait.SpinUntil(() => _error.ToString().Contains("another_ra", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
            screen.Say("one");
            screen.Say("two\nlines");
        }

        var grid = new TerminalGrid(Width);
        grid.Write(_error.ToString());
        Assert.Equal(["one", "two", "lines"], grid.Lines.Where(line => line.Length > 0));
    }

    /// <summary>A dumb terminal, as Emacs has it, can't erase: it gets a line for each trial that ends.</summary>
    [Fact]
    public void ADumbTerminal_HasNoLiveScreen()
    {
        var (settings, study, board) = Run();

        using var screen = RunScreen.Begin(settings, study, board, Context("dumb"));

        Assert.IsType<PlainScreen>(screen);
    }

    private ToolContext Context(string terminal = "xterm-256color") => new()
    {
        Input = TextReader.Null,
        Output = TextWriter.Null,
        Error = TextWriter.Synchronized(_error),
        IsErrorTerminal = true,
        Width = () => Width,
        Variables = new Dictionary<string, string> { ["TERM"] = terminal },
        Folder = "/",
        Time = _clock,
    };

    private (RunSettings Settings, Study Study, RunBoard Board) Run()
    {
        var options = new RunOptions();
        string[] words = ["-p", "lr=0.0..1.0", "--metric", "loss", "--minimize", "-t", "9", "-j", "3", "--", "/bin/sh", "-c", "exit"];
        var settings = new RunReader(new(options, [options.Parse(words)], null), "digits", "/").Read();
        return (settings, new Study(settings.Study.Options(_clock)), new RunBoard(_clock));
    }
}
