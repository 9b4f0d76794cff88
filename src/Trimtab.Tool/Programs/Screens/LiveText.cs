using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>The live screen as lines of text no wider than the terminal: progress, the best so far, what runs.</summary>
internal sealed class LiveText(RunSettings settings, Study study, TimeProvider clock)
{
    private const int MostRunning = 12; // lines
    private const int Curve = RunningTrial.MostReports, Bar = 20; // letters

    private readonly TrialTally _tally = new(study);

    /// <summary>The lines as things stand.</summary>
    /// <param name="view">How the run stands.</param>
    /// <param name="width">Columns of the terminal.</param>
    public IReadOnlyList<string> Lines(RunView view, int width)
    {
        List<string> lines = [Progress(view), Best()];
        lines.AddRange(view.Running.Take(MostRunning).Select(Running));
        if (view.Running.Count > MostRunning)
        {
            lines.Add(Invariant($"  and {view.Running.Count - MostRunning} more"));
        }

        return [.. lines.Select(line => Cut(line, width))];
    }

    /// <summary>A line no wider than the terminal.</summary>
    private static string Cut(string line, int width) => line.Length <= width ? line : $"{line[..Math.Max(0, width - 1)]}…";

    private string Progress(RunView view)
    {
        var counts = _tally.Now();
        double share = settings.Trials is { } all ? (double)counts.Finished / all
            : settings.Time is { } limit ? Math.Min(1, view.Elapsed / limit)
            : 0;
        int filled = (int)(Bar * Math.Min(1, share));
        string bar = settings.Trials is null && settings.Time is null ? "" : $" {new string('█', filled)}{new string('░', Bar - filled)}";
        string left = RunForecast.Left(settings, counts, view) is { } time ? $"  {Quantity.Words(time)} left" : "";
        return Invariant($"{settings.Name}{bar} {counts.Finished}{(settings.Trials is { } count ? Invariant($"/{count}") : "")} trials")
            + (counts.Pruned > 0 ? Invariant($"  {counts.Pruned} pruned") : "")
            + (counts.Failed > 0 ? Invariant($"  {counts.Failed} failed") : "") + left;
    }

    private string Best()
    {
        if (settings.Metrics.Count > 1)
        {
            return Invariant($"front: {study.ParetoFront.Count} trials");
        }

        return study.BestTrial is { } best
            ? Invariant($"best: {TrialLine.Values(best)} of trial {best.Number}  {Parameters(best.Parameters)}")
            : "best: none yet";
    }

    private string Running(RunningTrial trial)
    {
        var elapsed = clock.GetElapsedTime(trial.Began);
        string curve = trial.Reports is { Count: > 0 } reports
            ? Invariant($"{Sparkline.Of(reports, Curve).PadRight(Curve)} {reports[^1],-8:G5}  ")
            : "";
        return Invariant($"  {trial.Number,4} {Quantity.Words(elapsed),9}  {curve}{Parameters(trial.Values)}");
    }

    private static string Parameters(Spaces.ParameterSet values) =>
        string.Join(' ', values.Select(item => $"{item.Key}={Short(item.Value)}"));

    private static string Short(Spaces.ParameterValue value) => value.Value is double real ? Invariant($"{real:G4}") : ValueText.Of(value);
}
