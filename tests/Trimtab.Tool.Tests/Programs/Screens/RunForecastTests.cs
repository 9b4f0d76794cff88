using Trimtab.Spaces;
using Trimtab.Tests;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Screens;

/// <summary>Trials of ten seconds each; expected times are schedules by hand.</summary>
public class RunForecastTests
{
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(10, 1, 4, 0, 0, 60)] // one after another
    [InlineData(10, 2, 4, 2, 4, 26)] // two that have 6 s left, then two rounds
    [InlineData(10, 4, 4, 0, 0, 20)]
    [InlineData(10, 4, 9, 1, 4, 6)] // the last one alone
    [InlineData(10, 4, 7, 3, 9, 1)]
    [InlineData(10, 4, 9, 0, 0, 10)] // fewer than places: a whole trial, no fourth of one
    [InlineData(10, 8, 5, 0, 0, 10)]
    [InlineData(10, 4, 5, 0, 0, 20)] // four, then one
    [InlineData(100, 8, 0, 0, 0, null)] // nothing has ended yet
    [InlineData(10, 4, 9, 1, 12, null)] // longer than usual: not known
    [InlineData(10, 4, 10, 0, 0, null)] // nothing is left
    public void TheTimeLeft_IsThatOfTheTrialsThatAreLeft(int trials, int jobs, int finished, int running, int seconds, int? left)
    {
        var settings = Settings("-t", Invariant($"{trials}"), "-j", Invariant($"{jobs}"));
        var board = new RunBoard(_clock);
        Array.ForEach([.. Enumerable.Range(0, running)], trial => board.Begin(trial, ParameterSet.Empty));
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        var counts = new TrialCounts(finished, 0, 0, 0, running) { Mean = finished > 0 ? TimeSpan.FromSeconds(10) : null };

        var forecast = RunForecast.Left(settings, counts, board.View(), _clock);

        Assert.Equal(left, (int?)forecast?.TotalSeconds);
    }

    [Fact]
    public void TrialsOfOtherWorkers_TakePlacesToo()
    {
        var settings = Settings("-t", "10", "-j", "1");
        var counts = new TrialCounts(0, 0, 1, 0, 4) { Mean = TimeSpan.FromSeconds(10) };

        Assert.Equal(TimeSpan.FromSeconds(20), RunForecast.Left(settings, counts, new RunBoard(_clock).View(), _clock));
    }

    [Fact]
    public void TheTimeLimit_IsTheMost()
    {
        var settings = Settings("-t", "100", "--time", "1m");
        var board = new RunBoard(_clock);
        _clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(TimeSpan.FromSeconds(45), RunForecast.Left(settings, default, board.View(), _clock));
    }

    [Fact]
    public void MoreTimeThanThereIs_IsTheLongest()
    {
        var settings = Settings("-t", "2147483647");
        var counts = new TrialCounts(1, 0, 0, 0, 0) { Mean = TimeSpan.FromDays(1) };

        Assert.Equal(TimeSpan.MaxValue, RunForecast.Left(settings, counts, new RunBoard(_clock).View(), _clock));
    }

    [Fact]
    public void TheMeanTime_OfVeryLongTrials_IsTheirs()
    {
        var study = new Study(new() { TimeProvider = _clock });
        for (int i = 0; i < 3; i++)
        {
            var trial = study.Ask();
            _clock.Advance(TimeSpan.FromSeconds(4e11 / 3));
            trial.Tell(1);
        }

        Assert.Equal(4e11 / 3, new TrialTally(study).Now().Mean!.Value.TotalSeconds, 1.0); // of a sum in doubles
    }

    /// <summary>Those before a resumption, too; rows of a table have no time.</summary>
    [Fact]
    public void TheMeanTime_IsThatOfAllTrialsOfTheStudy()
    {
        var study = new Study(new() { TimeProvider = _clock });
        foreach (int seconds in new[] { 4, 8 })
        {
            var trial = study.Ask();
            _clock.Advance(TimeSpan.FromSeconds(seconds));
            trial.Tell(1);
        }

        study.Ask().Tell(1);

        Assert.Equal(TimeSpan.FromSeconds(6), new TrialTally(study).Now().Mean);
    }

    private static RunSettings Settings(params string[] words)
    {
        var options = new RunOptions();
        string[] all = ["-p", "n=1..9", "--metric", "a", "--minimize", .. words, "--", "/bin/sh", "-c", "exit"];
        return new RunReader(new(options, [options.Parse(all)], null), "digits", "/").Read();
    }
}
