using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>Functions to be searched, all with an optimum of 0.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Instance">The function of a seed.</param>
internal sealed record Problem(string Name, Func<ulong, Func<LiveTrial, double>> Instance)
{
    private static readonly int[] _bases = [1, 3, 8, 10, 15, 21]; // smooth, rugged, a valley, badly scaled, rugged and turned, many peaks

    /// <summary>The sets by name.</summary>
    /// <param name="dimensions">Of the functions of reals.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<Problem>> Sets(int dimensions) => new Dictionary<string, IReadOnlyList<Problem>>
    {
        ["bbob"] =
        [
            .. Enumerable.Range(1, Bbob.Functions).Select(f => new Problem(
                $"f{f}", seed => Reals(new(f, dimensions, seed), "x", dimensions))),
        ],
        ["mixed"] = [.. _bases.Select(f => new Problem($"mixed{f}", seed => Mixed(f, seed)))],
        ["conditional"] = [.. _bases.Select(f => new Problem($"conditional{f}", seed => Conditional(f, seed)))],
        ["tree"] = ConditionalProblems.All,
        ["table"] = TabularProblems.All,
        ["net"] = [NetProblem.Problem],
    };

    private static Func<LiveTrial, double> Reals(Bbob function, string prefix, int dimensions) => trial =>
        function.At([.. Enumerable.Range(0, dimensions).Select(i => trial.SuggestFloat($"{prefix}{i}", -5, 5))]);

    /// <summary>
    /// Three reals, two whole numbers and two lists: the wrong choice makes the reals' function steeper, a wrong number adds.
    /// </summary>
    private static Func<LiveTrial, double> Mixed(int f, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).At("mixed").At(f).Stream();
        var function = new Bbob(f, 3, seed);
        int units = 1 + random.NextInt32(64), layers = 1 + random.NextInt32(8), kind = random.NextInt32(5), mode = random.NextInt32(3);
        double scale = Scale(function, 3, seed);
        return trial =>
        {
            double value = Reals(function, "x", 3)(trial);
            double off = (Math.Abs(trial.SuggestInt("units", 1, 64) - units) / 64.0)
                + (Math.Abs(trial.SuggestInt("layers", 1, 8) - layers) / 8.0);
            int wrong = (trial.SuggestCategorical("kind", ["a", "b", "c", "d", "e"]) == "abcde"[kind].ToString() ? 0 : 1)
                + (trial.SuggestCategorical("mode", [0, 1, 2]) == mode ? 0 : 1);
            return (value * (1 + wrong)) + (scale * (off + (0.2 * wrong)));
        };
    }

    /// <summary>
    /// Three branches with hyperparameters of their own, one of them the best; in each a switch that opens one more parameter.
    /// </summary>
    private static Func<LiveTrial, double> Conditional(int f, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).At("conditional").At(f).Stream();
        int best = random.NextInt32(3);
        Bbob[] functions = [.. Enumerable.Range(0, 3).Select(branch => new Bbob(f, 2, (3 * seed) + (ulong)branch))];
        double[] scales = [.. functions.Select((function, branch) => Scale(function, 2, seed + (ulong)branch))];
        return trial =>
        {
            int branch = trial.SuggestCategorical("branch", [0, 1, 2]);
            double value = Reals(functions[branch], $"x{branch}", 2)(trial) / scales[branch];
            double extra = trial.SuggestCategorical("switch", [true, false])
                ? Math.Abs(Math.Log10(trial.SuggestFloat($"rate{branch}", 1e-5, 1, log: true)) + 3)
                : 1;
            return value + (0.3 * extra) + (branch == best ? 0 : 0.3);
        };
    }

    /// <summary>The typical value of a function.</summary>
    private static double Scale(Bbob function, int dimensions, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).At("scale").Stream();
        double sum = 0;
        for (int i = 0; i < 50; i++)
        {
            double[] x = new double[dimensions];
            for (int k = 0; k < dimensions; k++)
            {
                x[k] = (10 * random.NextDouble()) - 5;
            }

            sum += Math.Log(function.At(x) + 1e-12);
        }

        return Math.Exp(sum / 50);
    }
}
