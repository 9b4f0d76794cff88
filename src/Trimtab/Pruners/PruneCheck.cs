namespace Trimtab.Pruners;

/// <summary>A question to a pruner: a running trial with its reports, and the finished ones it may be compared with.</summary>
/// <param name="Trial">The running trial.</param>
/// <param name="History">The trials whose results may be seen.</param>
/// <param name="Direction">Which figures are better.</param>
/// <param name="Study">The study's name; the same in every run of it.</param>
public sealed record PruneCheck(Trial Trial, History History, Direction Direction, string Study)
{
    /// <summary>The fold the trial is in: that of its last report.</summary>
    public int Fold => Trial.Reports.Count == 0 ? 0 : Trial.Reports[^1].Fold;

    /// <summary>The trial's reports of <paramref name="measure"/> on the fold it is in, so that less is better; by epoch.</summary>
    public IReadOnlyList<(int Epoch, double Loss)> Curve(string measure) =>
        CurveOf(Trial, Fold, measure);

    /// <summary>The same of any trial, on one fold.</summary>
    public IReadOnlyList<(int Epoch, double Loss)> CurveOf(Trial trial, int fold, string measure)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return [.. trial.Reports
            .Where(report => report.Fold == fold && report.Measures.ContainsKey(measure))
            .Select(report => (report.Epoch, Direction == Direction.Maximize ? -report.Measures[measure] : report.Measures[measure]))];
    }

    /// <summary>The last figure of every fold a trial is through with, so that less is better; NaN is left out. The fold a running trial is in counts when it has come as far as the one before.</summary>
    public IReadOnlyDictionary<int, double> FoldsDone(Trial trial, string measure)
    {
        ArgumentNullException.ThrowIfNull(trial);
        int last = trial.Reports.Count == 0 ? 0 : trial.Reports[^1].Fold;
        var folds = trial.Reports.Select(report => report.Fold).Distinct().Select(fold => (Fold: fold, Curve: CurveOf(trial, fold, measure))).Where(item => item.Curve.Count > 0).ToList();
        int length = folds.Where(item => item.Fold != last).Select(item => item.Curve[^1].Epoch).DefaultIfEmpty(0).Max();
        return folds
            .Where(item => !double.IsNaN(item.Curve[^1].Loss) && (trial.IsFinished || item.Fold != last || item.Curve[^1].Epoch >= length))
            .ToDictionary(item => item.Fold, item => item.Curve[^1].Loss);
    }

    /// <summary>What the finished trials had reported at <paramref name="epoch"/> of a fold, so that less is better; NaN is left out.</summary>
    public IEnumerable<double> LossesAt(int fold, int epoch, string measure, bool completedOnly) => History
        .Where(trial => trial.State == TrialState.Complete || (!completedOnly && trial.State == TrialState.Pruned))
        .Select(trial => trial.Reports.FirstOrDefault(report => report.Fold == fold && report.Epoch == epoch && report.Measures.ContainsKey(measure)))
        .OfType<Report>()
        .Select(report => Direction == Direction.Maximize ? -report.Measures[measure] : report.Measures[measure])
        .Where(loss => !double.IsNaN(loss));
}
