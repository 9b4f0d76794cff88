using Trimtab.Spaces;
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

        var lines = new LiveText(settings, study, _clock).Lines(board.View(), 80, 24);
        Assert.Equal(3, lines.Count);
        Assert.Equal("digits ████████░░░░░░░░░░░░ 4/10 trials  1 failed  6.0 s left", lines[0]);
        Assert.StartsWith("best: accuracy=2 of trial 2  lr=", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("     4     2.0 s  ▅ ", lines[2], StringComparison.Ordinal);
        Assert.All(new LiveText(settings, study, _clock).Lines(board.View(), 20, 24), line => Assert.InRange(line.Length, 1, 20));
    }

    /// <summary>A line of the terminal is left for the cursor.</summary>
    [Theory]
    [InlineData(24, 20, "  19")]
    [InlineData(14, 10, "and 10 more")]
    [InlineData(5, 1, "and 19 more")]
    [InlineData(1, 0, "and 20 more")]
    public void ManyTrials_AreCountedAndShownAsFarAsTheyFit(int height, int shown, string last)
    {
        var settings = Settings("-p", "lr=0.0..1.0", "--metric", "a", "--maximize", "--and", "b", "--minimize", "--time", "1m", "-j", "20");
        var study = new Study(settings.Study.Options(_clock));
        var board = new RunBoard(_clock);
        Array.ForEach([.. Enumerable.Range(0, 20)], trial => board.Begin(trial, ParameterSet.Empty));
        _clock.Advance(TimeSpan.FromSeconds(15));

        var lines = new LiveText(settings, study, _clock).Lines(board.View(), 80, height);

        Assert.Equal(2 + shown + (shown < 20 ? 1 : 0), lines.Count);
        Assert.True(height < 4 || lines.Count < height);
        Assert.Contains("█████░░░░░░░░░░░░░░░ 0 trials  45.0 s left", lines[0], StringComparison.Ordinal);
        Assert.Equal("front: 0 trials", lines[1]);
        Assert.Contains(last, lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void ATrialWithoutAReport_HasItsParametersInTheColumnOfTheOthers()
    {
        var settings = Settings("-p", "lr=0.0..1.0", "--metric", "a", "--maximize", "-t", "9", "-j", "2");
        var study = new Study(settings.Study.Options(_clock));
        var board = new RunBoard(_clock);
        board.Begin(0, ParameterSet.Of(("lr", 0.5)));
        board.Begin(1, ParameterSet.Of(("lr", 0.25)));
        var text = new LiveText(settings, study, _clock);
        Assert.Single(text.Lines(board.View(), 80, 24).Skip(2).Select(line => line.IndexOf("lr=", StringComparison.Ordinal)).Distinct());

        board.Report(1, -1234567.8);

        Assert.Single(text.Lines(board.View(), 80, 24).Skip(2).Select(line => line.IndexOf("lr=", StringComparison.Ordinal)).Distinct());
    }

    [Theory]
    [InlineData(80, "learning_rate_of_the_decoder=0.25 learning_rate_of_the_encoder=0.1 opt=adam")]
    [InlineData(70, "learning_rate_of_the_dec…=0.25 learning_rate_of_the_enc…=0.1 opt=adam")]
    [InlineData(30, "lear…=0.25 lear…=0.1 opt=adam")]
    [InlineData(20, "l…=0.25 l…=0.1 o…=a…")]
    public void LongNames_AreCutBeforeParametersAreLeftOut(int width, string expected)
    {
        string line = ParameterLine.Of(
            ParameterSet.Of(("learning_rate_of_the_encoder", 0.1), ("learning_rate_of_the_decoder", 0.25), ("opt", "adam")), width);

        Assert.Equal(expected, line);
        Assert.InRange(line.Length, 1, width);
    }

    private static RunSettings Settings(params string[] words)
    {
        var options = new RunOptions();
        return new RunReader(new(options, [options.Parse([.. words, "--", "/bin/sh", "-c", "exit"])], null), "digits", "/").Read();
    }
}
