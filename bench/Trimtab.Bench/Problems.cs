using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>Functions to be searched, all with an optimum of 0.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Instance">The function of a seed.</param>
/// <param name="Noise">Standard deviation of the noise added to what is told. Default 0.</param>
internal sealed record Problem(string Name, Func<ulong, Func<LiveTrial, double>> Instance, double Noise = 0)
{
    private static readonly int[] _bases = [1, 3, 8, 10, 15, 21]; // smooth, rugged, a valley, badly scaled, rugged and turned, many peaks

    private static readonly int[] _noisy = [1, 3, 6, 8, 10, 13, 14, 15, 19, 21];
    private static readonly double[] _noises = [0.05, 0.3]; // in units of the typical value

    /// <summary>The sets by name.</summary>
    /// <param name="dimensions">Of the functions of reals.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<Problem>> Sets(int dimensions) => new Dictionary<string, IReadOnlyList<Problem>>
    {
        ["bbob"] =
        [
            .. Enumerable.Range(1, Bbob.Functions).Select(f => new Problem(
                $"f{f}", seed => Reals(new(f, dimensions, seed), "x", dimensions))),
        ],
        ["mixed"] = MixedProblem.All([1, 3, 8, 10, 15, 21]),
        ["noisy"] =
        [
            .. _noisy.SelectMany(f => _noises.Select(noise => new Problem(
                Invariant($"f{f}_{noise}"), seed => Scaled(f, dimensions, seed), noise))),
        ],
        ["conditional"] = [.. _bases.Select(f => new Problem($"conditional{f}", seed => Conditional(f, seed)))],
        ["tree"] = ConditionalProblems.All,
        ["table"] = TabularProblems.All,
        ["net"] = [NetProblem.Problem],
    };

    /// <summary>A function in units of its typical value.</summary>
    private static Func<LiveTrial, double> Scaled(int f, int dimensions, ulong seed)
    {
        var function = new Bbob(f, dimensions, seed);
        double scale = Scale(function, dimensions, seed);
        return trial => Reals(function, "x", dimensions)(trial) / scale;
    }

    private static Func<LiveTrial, double> Reals(Bbob function, string prefix, int dimensions) => trial =>
        function.At([.. Enumerable.Range(0, dimensions).Select(i => trial.SuggestFloat($"{prefix}{i}", -5, 5))]);

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
    internal static double Scale(Bbob function, int dimensions, ulong seed)
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
