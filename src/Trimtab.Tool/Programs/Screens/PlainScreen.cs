using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>A line on standard error for each trial that ends: for files and logs. Thread-safe.</summary>
internal sealed class PlainScreen(RunSettings settings, Study study, RunBoard board, ToolContext context) : RunScreen
{
    private readonly TrialLine _line = new(settings, study);
    private readonly TrialTally _tally = new(study);

    /// <inheritdoc/>
    public override void Ended(Trial trial)
    {
        string left = RunForecast.Left(settings, _tally.Now(), board.View()) is { } time ? $", {Quantity.Words(time)} left" : "";
        context.Error.WriteLine(_line.Of(trial, left));
    }

    /// <inheritdoc/>
    public override void Say(string sentence) => context.Error.WriteLine(sentence);
}
