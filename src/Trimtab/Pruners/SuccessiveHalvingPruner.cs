using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Pruners;

/// <summary>Lets the best 1/η of the trials that reached a rung go on to the next, η times as far; a trial is judged against those that came before it.</summary>
/// <remarks>
/// The stopping form of asynchronous successive halving: Li et al., MLSys 2020; rungs at r·η^(s + k) epochs. The first trials of a rung go on
/// while they are the best of it. A trial's figure on a rung is its first report at or past it, so trials need not report at the same epochs. Over folds only the fold a trial is in counts. <see cref="Promotes"/> is the form of the paper, which pauses
/// every trial at its rung, after all folds, and takes the best of a rung up again.
/// </remarks>
[Named("successive_halving", "asha")]
public sealed record SuccessiveHalvingPruner : Pruner
{
    /// <summary>r: epochs of the first rung, 1 or more. Default: a hundredth of the longest finished trial, at least 1.</summary>
    public int? MinResource { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>η: 2 or more. Default 4.</summary>
    public int ReductionFactor { get; init => field = Setting.AtLeast(value, 2); } = 4;

    /// <summary>s: rungs left out at the beginning, 0 or more. Default 0.</summary>
    public int EarlyStoppingRate { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>
    /// Whether trials are paused at every rung and promoted later, when they are among the best 1/η of all that reached it, rather than judged once.
    /// A promoted trial is a new trial with the same parameters that goes on where the paused one stood: a cross-validated search continues
    /// its trainings; a function looks at <see cref="LiveTrial.Resumes"/>. Needs <see cref="MinResource"/>. Default: no.
    /// </summary>
    public bool Promotes { get; init; }

    /// <summary>Epochs of a whole trial, 1 or more, beyond the last rung at which one is paused. Default: not known; the objective function then does not ask after its last epoch.</summary>
    public int? MaxResource { get; init => field = Setting.AtLeast(value, 1); }

    /// <inheritdoc/>
    public override int? Limit(History history, ParameterSet parameters)
    {
        if (!Promotes)
        {
            return null;
        }

        int first = MinResource ?? throw new TrimtabException("Halving that promotes must know its first rung: set MinResource.");
        double rung = first * PortableMath.Pow(ReductionFactor, EarlyStoppingRate + Climbs(history, parameters));
        return rung < (MaxResource ?? int.MaxValue) ? (int)rung : int.MaxValue;
    }

    /// <inheritdoc/>
    public override ParameterSet? Promoted(History history, IReadOnlyList<ParameterSet> pending, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (!Promotes)
        {
            return null;
        }

        // Climbs by parameters: the k-th trial of the same parameters stood on rung k.
        var climbs = history.Where(trial => trial.State is TrialState.Complete or TrialState.Pruned && trial.Values.Count > 0)
            .GroupBy(trial => trial.Parameters).Select(trials => trials.OrderBy(trial => trial.Number).ToList()).ToList();
        var busy = pending.ToHashSet();
        for (int rung = climbs.Select(trials => trials.Count).DefaultIfEmpty(0).Max() - 1; rung >= 0; rung--)
        {
            var reached = climbs.Where(trials => trials.Count > rung).OrderBy(trials => LossOf(trials[rung], direction)).ThenBy(trials => trials[rung].Number).ToList();
            var next = reached.Take(reached.Count / ReductionFactor)
                .FirstOrDefault(trials => trials.Count == rung + 1 && trials[rung].State == TrialState.Pruned && !busy.Contains(trials[rung].Parameters));
            if (next is not null)
            {
                return next[rung].Parameters;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return Promotes
            ? check.Trial.Reports.Count > 0 && check.Trial.Reports[^1].Epoch >= Limit(check.History, check.Trial.Parameters)
            : IsBehind(check);
    }

    private static double LossOf(Trial trial, Direction direction) =>
        trial.Values.Values.First() is var value && double.IsNaN(value) ? double.PositiveInfinity : direction == Direction.Maximize ? -value : value;

    private static int Climbs(History history, ParameterSet parameters) => history.Count(trial => trial.State == TrialState.Pruned && trial.Parameters.Equals(parameters));

    private bool IsBehind(PruneCheck check)
    {
        var curve = check.Curve(Measure);
        int first = MinResource ?? Math.Max(1, check.History.Where(trial => trial.IsFinished).SelectMany(trial => trial.Reports).Select(report => report.Epoch).DefaultIfEmpty(0).Max() / 100);
        if (RungReached(curve, first) is not { } rung)
        {
            return false;
        }

        double loss = curve[^1].Loss;
        if (double.IsNaN(loss))
        {
            return true;
        }

        double[] rivals = [.. check.LossesFrom(check.Fold, rung, Measure)];
        int promoted = Math.Max(1, (rivals.Length + 1) / ReductionFactor);
        return rivals.Count(rival => rival < loss) >= promoted;
    }

    /// <summary>The highest rung the last report is the first at or past; null where it is none.</summary>
    private double? RungReached(IReadOnlyList<(int Epoch, double Loss)> curve, int first)
    {
        int last = curve.Count > 0 ? curve[^1].Epoch : 0, before = curve.Count > 1 ? curve[^2].Epoch : 0;
        double? reached = null;
        for (double rung = first * PortableMath.Pow(ReductionFactor, EarlyStoppingRate); rung <= last; rung *= ReductionFactor)
        {
            reached = before < rung ? rung : null;
        }

        return reached;
    }
}
