using System.Collections.Immutable;

namespace Trimtab.Pruners;

/// <summary>A trial's curves of one metric, by fold. Immutable.</summary>
internal sealed class TrialCurves(Objective metric)
{
    private readonly ImmutableSortedDictionary<int, LossCurve> _folds = ImmutableSortedDictionary<int, LossCurve>.Empty;

    private TrialCurves(Objective metric, ImmutableSortedDictionary<int, LossCurve> folds)
        : this(metric) => _folds = folds;

    /// <summary>The curves of a trial's reports.</summary>
    public static TrialCurves Of(Trial trial, Objective metric) =>
        trial.Reports.Aggregate(new TrialCurves(metric), (curves, report) => curves.With(report));

    /// <summary>The curve of a fold; empty if nothing was reported there.</summary>
    public LossCurve this[int fold] => _folds.GetValueOrDefault(fold) ?? LossCurve.Empty;

    /// <summary>The curves with one more report; the same where it lacks the metric, or the fold has one of the epoch.</summary>
    public TrialCurves With(Report report)
    {
        if (!report.Metrics.TryGetValue(metric.Name, out double value))
        {
            return this;
        }

        var longer = this[report.Fold].With(new(report.Epoch, metric.Loss(value)));
        return ReferenceEquals(longer, this[report.Fold]) ? this : new(metric, _folds.SetItem(report.Fold, longer));
    }

    /// <summary>The last point of every fold, by fold.</summary>
    public IEnumerable<(int Fold, CurvePoint Point)> LastPoints => _folds.Select(item => (item.Key, item.Value.Last));

    /// <summary>
    /// The last loss of every fold that has been evaluated to its end; NaN is left out. The fold a running trial is in counts when it has
    /// come as far as the longest before; the first fold, once another has begun.
    /// </summary>
    /// <param name="current">The fold a running trial is in; null for a trial that has finished.</param>
    public Dictionary<int, double> FoldsDone(int? current)
    {
        int length = current is null
            ? 0
            : LastPoints.Where(item => item.Fold != current).Select(item => item.Point.Epoch).DefaultIfEmpty(int.MaxValue).Max();
        return LastPoints
            .Where(item => !double.IsNaN(item.Point.Loss) && (item.Fold != current || item.Point.Epoch >= length))
            .ToDictionary(item => item.Fold, item => item.Point.Loss);
    }

    /// <summary>
    /// Whether the last report is the first by which another fold is done: it came as far as those before, or is the first after one that
    /// ended sooner.
    /// </summary>
    /// <param name="current">The fold the running trial is in.</param>
    public bool EndsFold(int current) =>
        FoldsDone(current).ContainsKey(current) || (this[current].Count == 1 && IsAfterShorterFold(current));

    private bool IsAfterShorterFold(int current)
    {
        int[] lengths = [.. LastPoints.Where(item => item.Fold < current).Select(item => item.Point.Epoch)];
        return lengths.Length > 1 && lengths[^1] < lengths[..^1].Max();
    }
}
