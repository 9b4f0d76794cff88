using Trimtab.Numerics;

namespace Trimtab.Pruners;

/// <summary>
/// Hyperband: several successive halvings side by side, from one that halves early to one that never does, so that it need not be known how
/// well early epochs predict later ones.
/// </summary>
/// <remarks>
/// Li et al., JMLR 18 (2018), as Optuna: ⌊log_η(max/min)⌋ + 1 brackets. A trial's bracket is drawn from the study's name and the trial's
/// number, in proportion to the brackets' budgets; it is compared with trials of its bracket only.
/// <code>
/// var study = new Study(new() { Pruner = new HyperbandPruner { MinResource = 1, MaxResource = 27 } });
/// </code>
/// </remarks>
[Named("hyperband")]
public sealed record HyperbandPruner : Pruner
{
    /// <summary>Epochs of the first rung, 1 or more. Default 1.</summary>
    public int MinResource { get; init => field = Setting.AtLeast(value, 1); } = 1;

    /// <summary>
    /// Epochs of a whole trial, 1 or more. Default: those of the longest completed one; nothing is pruned before there is one.
    /// </summary>
    public int? MaxResource { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>η, the reduction factor: 2 or more. Default 3.</summary>
    public int ReductionFactor { get; init => field = Setting.AtLeast(value, 2); } = 3;

    /// <summary>Checks that <see cref="MinResource"/> is not above <see cref="MaxResource"/>.</summary>
    /// <exception cref="TrimtabException">It is.</exception>
    public override void Check() => Setting.RequireOrder(MinResource, MaxResource);

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int max = MaxResource ?? request.LongestCompleted;
        if (max < MinResource)
        {
            return PruneDecision.Continue;
        }

        // S_max + 1.
        int brackets = (int)Math.Floor((PortableMath.Log((double)max / MinResource) / PortableMath.Log(ReductionFactor)) + 1e-9) + 1;
        int bracket = BracketOf(request.Study, request.Trial.Number, brackets);
        var halving = new SuccessiveHalvingPruner
        {
            MinResource = MinResource,
            ReductionFactor = ReductionFactor,
            EarlyStoppingRate = bracket,
        };
        return halving.Decide(request.Among(
            (this, bracket, brackets), trial => BracketOf(request.Study, trial.Number, brackets) == bracket));
    }

    /// <summary>A trial's bracket, drawn in proportion to the brackets' budgets ⌈n η^(n−1−s) / (n − s)⌉ of n brackets.</summary>
    private int BracketOf(string study, int trial, int brackets)
    {
        double[] budgets =
        [
            .. Enumerable.Range(0, brackets).Select(
                bracket => Math.Ceiling(
                    brackets * PortableMath.Pow(ReductionFactor, brackets - 1 - bracket) / (brackets - bracket))),
        ];
        double place = new RandomAddress(0).At(study).At(trial).Stream().NextDouble() * budgets.Sum();
        int chosen = 0;
        for (; chosen < brackets - 1 && place >= budgets[chosen]; chosen++)
        {
            place -= budgets[chosen];
        }

        return chosen;
    }
}
