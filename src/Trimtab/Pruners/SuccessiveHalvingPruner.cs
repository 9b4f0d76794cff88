using Trimtab.Numerics;

namespace Trimtab.Pruners;

/// <summary>Asynchronous successive halving: the best 1/η of the trials that reached a rung go on to the next, η times as far.</summary>
/// <remarks>
/// The stopping form of Li et al., MLSys 2020: a trial is judged once a rung, against those that came before it; rungs at r·η^(s + k)
/// epochs. The first trials of a rung go on while they are the best of it. A trial's value on a rung is its first report at or past it, so
/// trials need not report at the same epochs. Over folds only the fold a trial is in counts. <see cref="Promotes"/> is the form of the
/// paper, which pauses every trial at its rung, after all folds, and resumes the best of a rung.
/// <code>
/// var study = new Study(new() { Pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 3 } });
/// await study.OptimizeAsync(
///     trial =>
///     {
///         double rate = trial.SuggestFloat("rate", 1e-4, 1, log: true), loss = 1;
///         for (int epoch = 1; epoch &lt;= 9; epoch++)
///         {
///             loss *= 1 - rate;
///             trial.Report(loss, epoch);
///             trial.ThrowIfPruned();
///         }
///
///         return loss;
///     },
///     trials: 30);
/// </code>
/// </remarks>
[Named("successive_halving", "asha")]
public sealed record SuccessiveHalvingPruner : Pruner
{
    /// <summary>r, epochs of the first rung, 1 or more. Default: a hundredth of the longest finished trial, at least 1.</summary>
    public int? MinResource { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>η, the reduction factor: 2 or more. Default 4.</summary>
    public int ReductionFactor { get; init => field = Setting.AtLeast(value, 2); } = 4;

    /// <summary>s, rungs left out at the beginning, 0 or more. Default 0.</summary>
    public int EarlyStoppingRate { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>
    /// Whether trials are paused at every rung and resumed later, when they are among the best 1/η of all that reached it, rather than
    /// judged once.
    /// Resuming is a new trial with the same parameters that continues where the paused one stopped: a cross-validated search continues
    /// its trainings; a function looks at <see cref="LiveTrial.Resumes"/>. Needs <see cref="MinResource"/>. Default: no.
    /// </summary>
    public bool Promotes { get; init; }

    /// <summary>
    /// Epochs of a whole trial, 1 or more, beyond the last rung at which one is paused. Default: unknown; the objective function then does
    /// not ask after its last epoch.
    /// </summary>
    public int? MaxResource { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>
    /// Checks that <see cref="MinResource"/> is set where trials are promoted, and not above <see cref="MaxResource"/>.
    /// </summary>
    /// <exception cref="TrimtabException">It is not set, or above.</exception>
    public override void Check()
    {
        Setting.RequireOrder(MinResource, MaxResource);
        if (Promotes && MinResource is null)
        {
            throw new TrimtabException("Halving that promotes must know its first rung. Got Promotes without MinResource: set it.");
        }
    }

    /// <inheritdoc/>
    public override int? EpochLimit(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Promotes)
        {
            return null;
        }

        Check();
        int rungs = Table(request.Cache).RungOf(request.Trial, request.History, request.Metric.Direction);
        double rung = MinResource!.Value * PortableMath.Pow(ReductionFactor, EarlyStoppingRate + rungs);
        return rung < (MaxResource ?? int.MaxValue) ? (int)rung : int.MaxValue;
    }

    /// <inheritdoc/>
    public override Trial? Promote(PromotionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Promotes ? Table(request.Cache).Promotable(request, ReductionFactor) : null;
    }

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Promotes
            ? HasReached(request.Trial, EpochLimit(request)) ? PruneDecision.Pause : PruneDecision.Continue
            : IsBehind(request) ? PruneDecision.Stop : PruneDecision.Continue;
    }

    private static RungTable Table(PruningCache cache) => cache.Get(nameof(RungTable), () => new RungTable());

    private static bool HasReached(Trial trial, int? epoch) => trial.Reports.Count > 0 && trial.Reports[^1].Epoch >= epoch;

    private bool IsBehind(PruningRequest request)
    {
        int first = MinResource ?? Math.Max(1, request.LongestFinished / 100);
        if (RungReached(request.Curve, first) is not { } rung)
        {
            return false;
        }

        double loss = request.Curve.Last.Loss;
        if (double.IsNaN(loss))
        {
            return true;
        }

        var (lower, rivals) = request.RankFrom(request.Fold, rung, loss);
        return lower >= Math.Max(1, (rivals + 1) / ReductionFactor);
    }

    /// <summary>The highest rung the last report is the first at or past; null where it is none.</summary>
    private double? RungReached(LossCurve curve, int first)
    {
        int last = curve.Count > 0 ? curve.Last.Epoch : 0, before = curve.Count > 1 ? curve[^2].Epoch : 0;
        double? reached = null;
        for (double rung = first * PortableMath.Pow(ReductionFactor, EarlyStoppingRate); rung <= last; rung *= ReductionFactor)
        {
            reached = before < rung ? rung : null;
        }

        return reached;
    }
}
