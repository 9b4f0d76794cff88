using Trimtab.Tests;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Screens;

public class LiveTextTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void TheScreen_HasProgressTheBestAndWhatRuns_WithinItsWidth()
    {
        var settings = Settings("-n", "digits", "-p", "lr=0.0..1.0", "--metric", "accuracy", "--maximize", "-t", "10", "-j", "2");
        var study = new Study(settings.Study.Options(_clock));
        var board = new RunBoard(_clock);
        for (int i = 0; i < 5; i++)
        {
            var trial = study.Ask();
            double lr = trial.SuggestFloat("lr", 0, 1);
            board.Begin(trial.Number, trial.Parameters);
            _clock.Advance(TimeSpan.FromSeconds(2));
            board.Report(trial.Number, lr);
            if (i < 4)
            {
                board.End((i == 3 ? trial.TellFailed("why") : trial.Tell(i)) with { Duration = TimeSpan.FromSeconds(2) });
            }
        }

        var lines = new LiveText(settings, study, _clock).Lines(board.View(), 80);
        Assert.Equal(3, lines.Count);
        Assert.Equal("digits ████████░░░░░░░░░░░░ 4/10 trials  1 failed  6.0 s left", lines[0]);
        Assert.StartsWith("best: accuracy=2 of trial 2  lr=", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("     4     2.0 s  ▅ ", lines[2], StringComparison.Ordinal);
        Assert.All(new LiveText(settings, study, _clock).Lines(board.View(), 20), line => Assert.InRange(line.Length, 1, 20));
    }

    [Fact]
    public void ManyTrials_AreCountedAndNotAllShown()
    {
        var settings = Settings("-p", "lr=0.0..1.0", "--metric", "a", "--maximize", "--and", "b", "--minimize", "--time", "1m", "-j", "20");
        var study = new Study(settings.Study.Options(_clock));
        var board = new RunBoard(_clock);
        Array.ForEach([.. Enumerable.Range(0, 20)], trial => board.Begin(trial, Spaces.ParameterSet.Empty));
        _clock.Advance(TimeSpan.FromSeconds(15));
        var lines = new LiveText(settings, study, _clock).Lines(board.View(), 80);
        Assert.Equal(15, lines.Count);
        Assert.Contains("█████░░░░░░░░░░░░░░░ 0 trials  45.0 s left", lines[0], StringComparison.Ordinal);
        Assert.Equal("front: 0 trials", lines[1]);
        Assert.Equal("  and 8 more", lines[^1]);
    }

    private static RunSettings Settings(params string[] words)
    {
        var options = new RunOptions();
        return new RunReader(new(options, [options.Parse([.. words, "--", "/bin/sh", "-c", "exit"])], null), "digits", "/").Read();
    }
}
