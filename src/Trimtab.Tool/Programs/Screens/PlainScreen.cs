using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>
/// A line on standard error for each trial that ends, and each minute one for each that runs: for files and logs. Thread-safe.
/// </summary>
internal sealed class PlainScreen : RunScreen
{
    private static readonly TimeSpan _period = TimeSpan.FromMinutes(1);

    private readonly RunSettings _settings;
    private readonly RunBoard _board;
    private readonly ToolContext _context;
    private readonly TrialLine _line;
    private readonly TrialTally _tally;
    private readonly ITimer _timer;

    public PlainScreen(RunSettings settings, Study study, RunBoard board, ToolContext context)
    {
        (_settings, _board, _context, _line, _tally) = (settings, board, context, new(settings, study), new(study));
        _timer = context.Time.CreateTimer(_ => ShowRunning(), null, _period, _period);
    }

    /// <inheritdoc/>
    public override void Ended(Trial trial)
    {
        string left = RunForecast.Left(_settings, _tally.Now(), _board.View(), _context.Time) is { } time
            ? $", {Quantity.Words(time)} left"
            : "";
        _context.Error.WriteLine(_line.Of(trial, left));
    }

    /// <inheritdoc/>
    public override void Say(string sentence) => _context.Error.WriteLine(sentence);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    private void ShowRunning()
    {
        foreach (var trial in _board.View().Running)
        {
            _context.Error.WriteLine(_line.Of(trial, _context.Time.GetElapsedTime(trial.Began)));
        }
    }
}
