using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>
/// Three branches with hyperparameters of their own, one of them the best; in each a switch that opens one more parameter.
/// </summary>
[Named("conditional")]
internal sealed class BranchProblems : ProblemSet
{
    public override string Description => "with branches";

    public override IReadOnlyList<Problem> Problems(int dimensions) =>
        [.. Problem.Representative.Select(f => new Problem($"conditional{f}", seed => Conditional(f, seed)))];

    private static Func<LiveTrial, double> Conditional(int f, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).At("conditional").At(f).Stream();
        int best = random.NextInt32(3);
        Bbob[] functions = [.. Enumerable.Range(0, 3).Select(branch => new Bbob(f, 2, (3 * seed) + (ulong)branch))];
        double[] scales = [.. functions.Select((function, branch) => Problem.Scale(function, 2, seed + (ulong)branch))];
        return trial =>
        {
            int branch = trial.SuggestCategorical("branch", [0, 1, 2]);
            double value = Problem.Reals(functions[branch], $"x{branch}", 2)(trial) / scales[branch];
            double extra = trial.SuggestCategorical("switch", [true, false])
                ? Math.Abs(Math.Log10(trial.SuggestFloat($"rate{branch}", 1e-5, 1, log: true)) + 3)
                : 1;
            return value + (0.3 * extra) + (branch == best ? 0 : 0.3);
        };
    }
}
