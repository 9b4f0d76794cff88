using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>The live screen as lines of text no wider than the terminal: progress, the best so far, what runs.</summary>
internal sealed class LiveText(RunSettings settings, Study study, TimeProvider clock)
{
    private const int Fixed = 3; // lines: progress, the best, and one that the cursor is in
    private const int Curve = RunningTrial.MostReports, Number = 11, Bar = 20; // letters; -1.235E-100 is the longest number

    private readonly TrialTally _tally = new(study);
    private readonly FrontTally _front = new(study);

    /// <summary>The lines as things stand.</summary>
    /// <param name="view">How the run stands.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Lines of the terminal.</param>
    public IReadOnlyList<string> Lines(RunView view, int width, int height)
    {
        int room = Math.Max(1, height - Fixed), all = view.Running.Count;
        int shown = all <= room ? all : room - 1;
        bool hasReports = view.Running.Take(shown).Any(trial => trial.Reports.Count > 0);
        List<string> lines = [Progress(view), Best(width)];
        lines.AddRange(view.Running.Take(shown).Select(trial => Running(trial, hasReports, width)));
        if (shown < all)
        {
            lines.Add(Invariant($"  and {all - shown} more"));
        }

        return [.. lines.Select(line => ParameterLine.Cut(line, width))];
    }

    private string Progress(RunView view)
    {
        var counts = _tally.Now();
        double share = settings.Trials is { } all ? (double)counts.Finished / all
            : settings.Time is { } limit ? Math.Min(1, view.Elapsed / limit)
            : 0;
        int filled = (int)(Bar * Math.Min(1, share));
        string bar = settings.Trials is null && settings.Time is null ? "" : $" {new string('█', filled)}{new string('░', Bar - filled)}";
        string left = RunForecast.Left(settings, counts, view, clock) is { } time ? $"  {Quantity.Words(time)} left" : "";
        string trials = settings.Trials is { } count
            ? Invariant($"{counts.Finished}/{CountText.Of(count, "trial")}")
            : CountText.Of(counts.Finished, "trial");
        return $"{settings.Name}{bar} {trials}"
            + (counts.Pruned > 0 ? Invariant($"  {counts.Pruned} pruned") : "")
            + (counts.Failed > 0 ? Invariant($"  {counts.Failed} failed") : "") + left;
    }

    private string Best(int width)
    {
        if (settings.Metrics.Count > 1)
        {
            return $"front: {CountText.Of(_front.Now(), "trial")}";
        }

        return study.BestTrial is { } best
            ? WithParameters(Invariant($"best: {TrialLine.Values(best)} of trial {best.Number}  "), best.Parameters, width)
            : "best: none yet";
    }

    private string Running(RunningTrial trial, bool hasReports, int width)
    {
        var elapsed = clock.GetElapsedTime(trial.Began);
        string curve = trial.Reports is [.., var last]
            ? Invariant($"{Sparkline.Of(trial.Reports, Curve).PadRight(Curve)} {last,-Number:G4}  ")
            : hasReports ? new string(' ', Curve + Number + 3) : "";
        return WithParameters(Invariant($"  {trial.Number,4} {Quantity.Words(elapsed),9}  {curve}"), trial.Values, width);
    }

    private static string WithParameters(string line, Spaces.ParameterSet values, int width) =>
        line + ParameterLine.Of(values, Math.Max(0, width - line.Length));
}
