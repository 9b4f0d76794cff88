using Trimtab.Numerics;

namespace Trimtab.Pruners;

/// <summary>Several successive halvings side by side, from ones that halve early to one that never does: no need to know how telling early epochs are.</summary>
/// <remarks>
/// Li et al., JMLR 18 (2018), as Optuna: ⌊log_η(max/min)⌋ + 1 brackets, a trial's bracket drawn by the study's name and its number, in proportion to
/// the brackets' budgets; it is compared with trials of its bracket only.
/// </remarks>
[Named("hyperband")]
public sealed record HyperbandPruner : Pruner
{
    /// <summary>Epochs of the first rung, 1 or more. Default 1.</summary>
    public int MinResource { get; init => field = Setting.AtLeast(value, 1); } = 1;

    /// <summary>Epochs of a whole trial, 1 or more. Default: those of the longest completed one; nothing is pruned before there is one.</summary>
    public int? MaxResource { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>η: 2 or more. Default 3.</summary>
    public int ReductionFactor { get; init => field = Setting.AtLeast(value, 2); } = 3;

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        int max = MaxResource ?? check.History.Completed.SelectMany(trial => trial.Reports).Select(report => report.Epoch).DefaultIfEmpty(0).Max();
        if (max < MinResource)
        {
            return false;
        }

        int brackets = (int)Math.Floor((PortableMath.Log((double)max / MinResource) / PortableMath.Log(ReductionFactor)) + 1e-9) + 1;
        int bracket = BracketOf(check.Study, check.Trial.Number, brackets);
        var rivals = new History(check.History.Where(trial => BracketOf(check.Study, trial.Number, brackets) == bracket));
        var halving = new SuccessiveHalvingPruner { Measure = Measure, MinResource = MinResource, ReductionFactor = ReductionFactor, EarlyStoppingRate = bracket };
        return halving.ShouldPrune(check with { History = rivals });
    }

    private int BracketOf(string study, int trial, int brackets)
    {
        double[] budgets = [.. Enumerable.Range(0, brackets).Select(bracket => Math.Ceiling(brackets * PortableMath.Pow(ReductionFactor, brackets - 1 - bracket) / (brackets - bracket)))];
        double place = new RandomAddress(0).At(study).At(trial).Stream().NextDouble() * budgets.Sum();
        int chosen = 0;
        for (; chosen < brackets - 1 && place >= budgets[chosen]; chosen++)
        {
            place -= budgets[chosen];
        }

        return chosen;
    }
}
