namespace Trimtab.Pruners;

/// <summary>Lets the best 1/η of the trials that reached a rung go on to the next, η times as far; a trial is judged against those that came before it.</summary>
/// <remarks>
/// The stopping form of asynchronous successive halving: Li et al., MLSys 2020; rungs at r·η^(s + k) epochs. The first trials of a rung go on
/// while they are the best of it. Over folds only the fold a trial is in counts.
/// </remarks>
[Named("successive_halving", "asha")]
public sealed record SuccessiveHalvingPruner : Pruner
{
    /// <summary>r: epochs of the first rung, 1 or more. Default: a hundredth of the longest finished trial, at least 1.</summary>
    public int? MinResource { get; init; }

    /// <summary>η: 2 or more. Default 4.</summary>
    public int ReductionFactor { get; init; } = 4;

    /// <summary>s: rungs left out at the beginning, 0 or more. Default 0.</summary>
    public int EarlyStoppingRate { get; init; }

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var curve = check.Curve(Measure);
        int first = MinResource ?? Math.Max(1, check.History.Where(trial => trial.IsFinished).SelectMany(trial => trial.Reports).Select(report => report.Epoch).DefaultIfEmpty(0).Max() / 100);
        if (curve.Count == 0 || !IsRung(curve, first))
        {
            return false;
        }

        double loss = curve[^1].Loss;
        if (double.IsNaN(loss))
        {
            return true;
        }

        double[] rivals = [.. check.LossesAt(check.Fold, curve[^1].Epoch, Measure, completedOnly: false)];
        int promoted = Math.Max(1, (rivals.Length + 1) / ReductionFactor);
        return rivals.Count(rival => rival < loss) >= promoted;
    }

    /// <summary>Whether the last report is the first at or past a rung.</summary>
    private bool IsRung(IReadOnlyList<(int Epoch, double Loss)> curve, int first)
    {
        int last = curve[^1].Epoch, before = curve.Count > 1 ? curve[^2].Epoch : 0;
        for (double rung = first * Math.Pow(ReductionFactor, EarlyStoppingRate); rung <= last; rung *= ReductionFactor)
        {
            if (before < rung)
            {
                return true;
            }
        }

        return false;
    }
}
