using Trimtab.Tests;

namespace MnistNotebook.Tests;

public sealed class PlainLinesTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly StringWriter _lines = new();

    private string[] Written => _lines.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => _lines.Dispose();

    [Fact]
    public void Silence_LongerThanHalfAMinute_IsBroken()
    {
        using var lines = new PlainLines("planning", _lines, _clock);

        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(Written);
        _clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(["planning: 0 %, 0:30 so far", "planning: 0 %, 1:00 so far", "planning: 0 %, 1:30 so far"], Written);
    }

    [Fact]
    public void Silence_IsCountedFromTheLastLine()
    {
        using var lines = new PlainLines("epochs", _lines, _clock);

        _clock.Advance(TimeSpan.FromSeconds(20));
        lines.Report(new(0.25, "10 of 40 epochs, 1:00 left"));
        _clock.Advance(TimeSpan.FromSeconds(29));
        lines.Report(new(0.3, "12 of 40 epochs, 0:50 left"));
        Assert.Equal(["epochs: 25 %, 10 of 40 epochs, 1:00 left, 0:20 so far"], Written);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("epochs: 30 %, 12 of 40 epochs, 0:50 left, 0:50 so far", Written[^1]);
        Assert.Equal(2, Written.Length);
    }

    [Fact]
    public void EveryFifth_AndTheBeginningOfTheNextPart_IsTold()
    {
        using var lines = new PlainLines("all", _lines, _clock);

        foreach (double share in (double[])[0.1, 0.19, 0.2, 0.3, 0.45, 0.99, 1, 0, 0.1, 0.5])
        {
            lines.Report(new(share, ""));
        }

        Assert.Equal([20, 45, 99, 100, 0, 50], Written.Select(PercentOf));

        static int PercentOf(string line) => int.Parse(
            line["all: ".Length..line.IndexOf(" %", StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void AfterItsEnd_NothingIsSaid()
    {
        new PlainLines("all", _lines, _clock).Dispose();

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(Written);
    }
}
