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
        var folds = LastReports(trial, measure).ToList();
        int length = folds.Where(item => item.Fold != last).Select(item => item.Epoch).DefaultIfEmpty(0).Max();
        return folds
            .Where(item => !double.IsNaN(item.Loss) && (trial.IsFinished || item.Fold != last || item.Epoch >= length))
            .ToDictionary(item => item.Fold, item => item.Loss);
    }

    /// <summary>The last report of every fold, so that less is better.</summary>
    internal IEnumerable<(int Fold, int Epoch, double Loss)> LastReports(Trial trial, string measure) => trial.Reports
        .Select(report => report.Fold)
        .Distinct()
        .Select(fold => (Fold: fold, Curve: CurveOf(trial, fold, measure)))
        .Where(item => item.Curve.Count > 0)
        .Select(item => (item.Fold, item.Curve[^1].Epoch, item.Curve[^1].Loss));

    /// <summary>Whether the last report is the first by which another fold is done: it came as far as those before, or is the first after one that ended sooner.</summary>
    public bool EndsFold(string measure) => FoldsDone(Trial, measure).ContainsKey(Fold) || (Curve(measure).Count == 1 && IsAfterShorterFold(measure));

    private bool IsAfterShorterFold(string measure)
    {
        int[] lengths = [.. Trial.Reports.Where(report => report.Fold < Fold && report.Measures.ContainsKey(measure)).GroupBy(report => report.Fold).OrderBy(fold => fold.Key).Select(fold => fold.Max(report => report.Epoch))];
        return lengths.Length > 1 && lengths[^1] < lengths[..^1].Max();
    }

    /// <summary>What the completed trials had last reported of a fold up to <paramref name="epoch"/>, so that less is better; NaN is left out. Trials need not report at the same epochs.</summary>
    public IEnumerable<double> LossesUpTo(int fold, int epoch, string measure) => History.Completed
        .Select(trial => CurveOf(trial, fold, measure).LastOrDefault(point => point.Epoch <= epoch, (Epoch: 0, Loss: double.NaN)).Loss)
        .Where(loss => !double.IsNaN(loss));

    /// <summary>What the complete and pruned trials first reported of a fold from <paramref name="epoch"/> on, so that less is better; those that did not come so far and NaN are left out.</summary>
    public IEnumerable<double> LossesFrom(int fold, double epoch, string measure) => History
        .Where(trial => trial.State is TrialState.Complete or TrialState.Pruned)
        .Select(trial => CurveOf(trial, fold, measure).FirstOrDefault(point => point.Epoch >= epoch, (Epoch: 0, Loss: double.NaN)).Loss)
        .Where(loss => !double.IsNaN(loss));

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
