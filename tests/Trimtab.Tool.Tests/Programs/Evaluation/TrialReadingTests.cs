using Trimtab.Tests;
using Trimtab.Tool.Programs.Evaluation;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Evaluation;

public class TrialReadingTests
{
    [Fact]
    public void AStop_IsKeptWhateverElseTheLineHas()
    {
        var reading = new TrialReading(Settings("--metric", "a", "--maximize", "--and", "b", "--minimize"), (_, _) => false);

        Assert.False(reading.Read("step=1 a=1 b=2"));
    }

    [Fact]
    public void TheBoard_HasTheLastReports()
    {
        var board = new RunBoard(new ManualClock());
        board.Begin(0, Spaces.ParameterSet.Empty);
        for (int i = 0; i < 5000; i++)
        {
            board.Report(0, i);
        }

        Assert.Equal(Enumerable.Range(4984, 16).Select(i => (double)i), board.View().Running[0].Reports);
    }

    private static RunSettings Settings(params string[] words)
    {
        var options = new RunOptions();
        var said = options.Parse(["-p", "n=1..9", .. words, "--", "/bin/sh", "-c", "exit"]);
        return new RunReader(new(options, [said], null), "digits", "/").Read();
    }
}
