using System.Runtime.CompilerServices;
using Trimtab.Numerics;

namespace Trimtab.Pruners;

/// <summary>
/// A request to a pruner: a running trial with its reports, and the trials it may be compared with. Immutable; everything a decision may
/// depend on.
/// </summary>
/// <remarks>
/// Losses are values of the metric turned so that lower is better. Folds are never mixed. What concerns rivals costs O(log n) in the
/// study's trials unless stated otherwise.
/// </remarks>
/// <param name="Trial">The running trial.</param>
/// <param name="History">The trials whose results may be seen.</param>
/// <param name="Metric">The metric that is compared, with the direction in which it is better.</param>
/// <param name="Study">The study's name; the same in every run of it.</param>
public sealed record PruningRequest(Trial Trial, History History, Objective Metric, string Study)
{
    private TrialCurves? _curves;
    private PruningCache? _cache;
    private (object Key, Func<Trial, bool> IsRival)? _group;

    /// <summary>The running trial.</summary>
    public Trial Trial
    {
        get;
        init => (field, _curves) = (value, null);
    } = Trial;

    /// <summary>The trials whose results may be seen.</summary>
    public History History
    {
        get;
        init => (field, _cache) = (value, null); // what was derived from another history does not count
    } = History;

    /// <summary>The metric that is compared, with the direction in which it is better.</summary>
    public Objective Metric
    {
        get;
        init => (field, _curves, _cache) = (value, null, null);
    } = Metric;

    /// <summary>The fold the trial is in: that of its last report; 0 before the first.</summary>
    public int Fold => Trial.Reports.Count == 0 ? 0 : Trial.Reports[^1].Fold;

    /// <summary>Learning curve of the trial on the fold it is in.</summary>
    public LossCurve Curve => Curves[Fold];

    /// <summary>
    /// The last loss of every fold that the trial was evaluated on to its end, by fold; NaN is left out. The fold it is in counts when it
    /// has come as far as the longest before; the first fold, once another has begun.
    /// </summary>
    public IReadOnlyDictionary<int, double> FoldsDone => Curves.FoldsDone(Trial.IsFinished ? null : Fold);

    /// <summary>
    /// Whether the last report is the first by which another fold is done: it came as far as those before, or is the first after one that
    /// ended sooner.
    /// </summary>
    public bool EndsFold => Curves.EndsFold(Fold);

    /// <summary>Cache of what was derived from the study's earlier requests.</summary>
    public PruningCache Cache
    {
        get => _cache ??= new();
        internal init => _cache = value;
    }

    /// <summary>The trial's curves.</summary>
    internal TrialCurves Curves
    {
        get => _curves ??= TrialCurves.Of(Trial, Metric);
        init => _curves = value;
    }

    /// <summary>
    /// Last losses that the completed trials reported of a fold up to an epoch, ascending; NaN is left out. Trials need not report at the
    /// same epochs. O(n).
    /// </summary>
    public IReadOnlyList<double> LossesUpTo(int fold, int epoch) => UpTo(fold, epoch).All(History);

    /// <summary>The quantile of <see cref="LossesUpTo"/>, interpolated linearly; NaN if there are none.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="epoch">The epoch, which counts.</param>
    /// <param name="share">In [0, 1].</param>
    public double LossQuantileUpTo(int fold, int epoch, double share) =>
        UpTo(fold, epoch).Quantile(History, Setting.Between(share, 0, 1, nameof(share)));

    /// <summary>
    /// First losses that the complete, pruned and paused trials reported of a fold from an epoch on, ascending; NaN is left out. O(n).
    /// </summary>
    public IReadOnlyList<double> LossesFrom(int fold, double epoch) => From(fold, epoch).All(History);

    /// <summary>How many losses <see cref="LossesFrom"/> has, and how many of them are lower than one.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="epoch">The epoch, which counts.</param>
    /// <param name="loss">The loss that is ranked.</param>
    public (int Lower, int Count) RankFrom(int fold, double epoch, double loss) => From(fold, epoch).Rank(History, loss);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    /// <summary>How many trials have completed.</summary>
    public int CompletedCount =>
        Rivals(nameof(CompletedCount), trial => trial.State == TrialState.Complete ? 0 : double.NaN).Count(History);

    /// <summary>The last epoch that a completed trial reported; 0 if none did.</summary>
    public int LongestCompleted => Longest(nameof(LongestCompleted), trial => trial.State == TrialState.Complete);

    /// <summary>The last epoch that a finished trial reported; 0 if none did.</summary>
    public int LongestFinished => Longest(nameof(LongestFinished), _ => true);

    /// <summary>The completed trial with the best mean of its folds' last losses; null if there is none.</summary>
    public Trial? BestByFolds => Rivals(nameof(BestByFolds), MeanOfCompleted).Lowest(History);

    private double MeanOfCompleted(Trial trial) =>
        trial.State == TrialState.Complete && LastLosses(trial) is { Count: > 0 } folds ? folds.Values.Average() : double.NaN;

    /// <summary>The last loss of every fold a trial reported on, NaN included.</summary>
    public IReadOnlyDictionary<int, double> LastLosses(Trial trial) =>
        CurvesOf(trial).LastPoints.ToDictionary(item => item.Fold, item => item.Point.Loss);

    /// <summary>Last loss of every fold of a finished trial, as <see cref="FoldsDone"/> of a running one.</summary>
    public IReadOnlyDictionary<int, double> FoldsDoneOf(Trial trial) =>
        Cache.Get((nameof(FoldsDoneOf), Metric), () => new ConditionalWeakTable<Trial, Dictionary<int, double>>()).GetValue(
            trial, finished => CurvesOf(finished).FoldsDone(null));

    /// <summary>The same request with some of the rivals only.</summary>
    /// <param name="key">What tells these rivals from others.</param>
    /// <param name="isRival">Whether a finished trial is one of them; follows from the key and the trial.</param>
    public PruningRequest Among(object key, Func<Trial, bool> isRival) =>
        this with { Group = (key, isRival), Cache = Cache, Curves = Curves };

    private (object Key, Func<Trial, bool> IsRival)? Group
    {
        init => _group = value;
    }

    private RivalLosses UpTo(int fold, int epoch) =>
        Rivals(
            (nameof(UpTo), fold, epoch), trial => trial.State == TrialState.Complete ? LossOf(LastUpTo(trial, fold, epoch)) : double.NaN);

    private RivalLosses From(int fold, double epoch) =>
        Rivals((nameof(From), fold, epoch), trial => trial.State != TrialState.Failed ? LossOf(FirstFrom(trial, fold, epoch)) : double.NaN);

    private int Longest(string name, Func<Trial, bool> counts) =>
        Rivals(name, trial => counts(trial) && trial.Reports.Count > 0 ? -trial.Reports.Max(report => report.Epoch) : double.NaN)
            .Lowest(History)?.Reports.Max(report => report.Epoch) ?? 0;

    private RivalLosses Rivals(object what, Func<Trial, double> lossOf)
    {
        var group = _group;
        return Cache.Get(
            (what, Metric, group?.Key), () => new RivalLosses(trial => group?.IsRival(trial) ?? true ? lossOf(trial) : double.NaN));
    }

    private TrialCurves CurvesOf(Trial trial) => ReferenceEquals(trial, Trial) ? Curves : TrialCurves.Of(trial, Metric);

    private double LossOf(Report? report) => report is null ? double.NaN : Metric.Loss(report.Metrics[Metric.Name]);

    private Report? LastUpTo(Trial trial, int fold, int epoch)
    {
        int index = FirstBeyond(trial, fold, epoch) - 1;
        while (index >= 0 && trial.Reports[index].Fold == fold && !trial.Reports[index].Metrics.ContainsKey(Metric.Name))
        {
            index--;
        }

        return index >= 0 && trial.Reports[index].Fold == fold ? trial.Reports[index] : null;
    }

    private Report? FirstFrom(Trial trial, int fold, double epoch)
    {
        int index = FirstBeyond(trial, fold, Math.Ceiling(epoch) - 1);
        while (index < trial.Reports.Count && trial.Reports[index].Fold == fold && !trial.Reports[index].Metrics.ContainsKey(Metric.Name))
        {
            index++;
        }

        return index < trial.Reports.Count && trial.Reports[index].Fold == fold ? trial.Reports[index] : null;
    }

    /// <summary>The index of the first report of the fold beyond an epoch, or of a later fold.</summary>
    private static int FirstBeyond(Trial trial, int fold, double epoch) => Bisection.FirstIndex(
        trial.Reports.Count,
        index => trial.Reports[index].Fold > fold || (trial.Reports[index].Fold == fold && trial.Reports[index].Epoch > epoch));
}
