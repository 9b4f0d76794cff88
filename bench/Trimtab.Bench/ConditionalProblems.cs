using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>
/// Functions whose parameters depend on one another, each with an optimum of 0: all have common numbers beside the branches' own.
/// </summary>
[Named("tree")]
internal sealed class ConditionalProblems : ProblemSet
{
    private static readonly string[] _names = ["branches", "nested", "similar", "rare", "shared", "depth"];

    public override string Description => "with branches and common numbers";

    /// <summary>One of each kind.</summary>
    public override IReadOnlyList<Problem> Problems(int dimensions) =>
    [
        new(_names[0], seed => Branches(Draws(0, seed))),
        new(_names[1], seed => Nested(Draws(1, seed))),
        new(_names[2], seed => Similar(Draws(2, seed))),
        new(_names[3], seed => Rare(Draws(3, seed))),
        new(_names[4], seed => Shared(Draws(4, seed))),
        new(_names[5], seed => Depth(Draws(5, seed))),
    ];

    private static RandomStream Draws(int kind, ulong seed) => RandomAddress.FromSeed(seed).At("tree").At(_names[kind]).Stream();

    /// <summary>One common number; three branches with one, three and seven numbers of their own, one of them the best.</summary>
    private static Func<LiveTrial, double> Branches(RandomStream random)
    {
        int[] sizes = [1, 3, 7];
        double[] excess = [0, 0.15, 0.4], rate = Optima(3, ref random);
        random.Shuffle(excess.AsSpan());
        double[][] optima = [Optima(1, ref random), Optima(3, ref random), Optima(7, ref random)];
        return trial =>
        {
            int branch = trial.SuggestCategorical("branch", [0, 1, 2]);
            double at = trial.SuggestFloat("rate", 1e-5, 1, log: true);
            double off = (Math.Log10(at) / 5) + 1 - (rate[0] + (0.1 * (rate[branch] - 0.5))); // nearly the same for all branches
            double own = Bowl(trial, $"b{branch}_", optima[branch]) / Math.Sqrt(sizes[branch]);
            return excess[branch] + (2 * off * off) + own;
        };
    }

    /// <summary>Branches of branches, a number that two of three share, and two common parameters, a number and a list.</summary>
    private static Func<LiveTrial, double> Nested(RandomStream random)
    {
        double[] excess = [0, 0.1, 0.2], common = Optima(2, ref random), kernel = Optima(3, ref random), trees = Optima(2, ref random);
        random.Shuffle(excess.AsSpan());
        int scaling = random.NextInt32(3), best = random.NextInt32(2), bootstrap = random.NextInt32(2), degree = 2 + random.NextInt32(4);
        double depth = Enumerable.Range(1, 20).Min(levels => Squared((levels / 20.0) - trees[0]));
        double least = Math.Min(Math.Min(excess[0], excess[1]), excess[2] + depth + (bootstrap == 0 ? 0 : 0.05));
        return trial =>
        {
            string model = trial.SuggestCategorical("model", ["linear", "kernel", "trees"]);
            double value = Squared(trial.SuggestFloat("features", 0, 1) - common[0])
                + (trial.SuggestCategorical("scaling", ["none", "standard", "minmax"]) == new[] { "none", "standard", "minmax" }[scaling]
                    ? 0
                    : 0.15);
            if (model != "trees")
            {
                value += Squared((Math.Log10(trial.SuggestFloat("penalty", 1e-3, 1e3, log: true)) / 6) + 0.5 - common[1]);
            }

            return value - least + model switch
            {
                "linear" => excess[0],
                "kernel" when trial.SuggestCategorical("kernel", ["rbf", "poly"]) == "rbf" => excess[1] + (best == 0 ? 0 : 0.1)
                    + (2 * Squared((Math.Log10(trial.SuggestFloat("gamma", 1e-4, 10, log: true)) / 5) + 0.8 - kernel[0])),
                "kernel" => excess[1] + (best == 1 ? 0 : 0.1) + (0.1 * Math.Abs(trial.SuggestInt("degree", 2, 5) - degree))
                    + Squared(trial.SuggestFloat("offset", 0, 1) - kernel[1]),
                _ => excess[2] + Squared((trial.SuggestInt("max_depth", 1, 20) / 20.0) - trees[0])
                    + (trial.SuggestCategorical("bootstrap", [true, false]) == (bootstrap == 0) ? 0 : 0.1)
                    + (trial.Parameters["bootstrap"].As<bool>() ? Squared(trial.SuggestFloat("fraction", 0.1, 1) - trees[1]) : 0.05),
            };
        };
    }

    /// <summary>Two common numbers; four branches with two numbers each, rugged, with almost the same optimum.</summary>
    private static Func<LiveTrial, double> Similar(RandomStream random)
    {
        double[] excess = [0, 0.02, 0.03, 0.05], common = Optima(2, ref random);
        random.Shuffle(excess.AsSpan());
        double[][] optima = [.. Enumerable.Range(0, 4).Select(_ => Array.Empty<double>())];
        for (int branch = 0; branch < 4; branch++)
        {
            optima[branch] = Optima(2, ref random);
        }

        return trial =>
        {
            string branch = trial.SuggestCategorical("branch", ["a", "b", "c", "d"]);
            int index = branch[0] - 'a';
            double value = excess[index] + Bowl(trial, "x", common) + Bowl(trial, $"{branch}_", optima[index]);
            for (int i = 0; i < 2; i++)
            {
                value += 0.03 * (1 - Math.Cos(6 * Math.PI * (trial.Parameters[$"{branch}_{i}"].As<double>() - optima[index][i])));
            }

            return value;
        };
    }

    /// <summary>Two common numbers; of three branches two are good soon, the third in a small part of it only, but best there.</summary>
    private static Func<LiveTrial, double> Rare(RandomStream random)
    {
        int best = random.NextInt32(3);
        double[] common = Optima(2, ref random);
        double[][] optima = [[], [], []];
        for (int branch = 0; branch < 3; branch++)
        {
            optima[branch] = Optima(branch == best ? 3 : 2, ref random);
        }

        return trial =>
        {
            int branch = trial.SuggestCategorical("branch", [0, 1, 2]);
            double value = 0.5 * Bowl(trial, "x", common), own = Bowl(trial, $"b{branch}_", optima[branch]);
            return value + (branch == best ? 0.6 * (1 - Math.Exp(-own / 0.08)) : 0.25 + (0.3 * own));
        };
    }

    /// <summary>Four optimizers: a number that two of them share has the same optimum in both; two common numbers.</summary>
    private static Func<LiveTrial, double> Shared(RandomStream random)
    {
        double[] excess = [0, 0.05, 0.15, 0.3], rate = Optima(1, ref random), decay = Optima(1, ref random);
        double[] momentum = Optima(1, ref random), beta = Optima(2, ref random), rho = Optima(1, ref random);
        random.Shuffle(excess.AsSpan());
        int nesterov = random.NextInt32(2);
        return trial =>
        {
            string kind = trial.SuggestCategorical("optimizer", ["sgd", "adam", "rmsprop", "adagrad"]);
            double value = (2 * Squared((Math.Log10(trial.SuggestFloat("rate", 1e-5, 1, log: true)) / 5) + 1 - rate[0]))
                + (0.5 * Squared((Math.Log10(trial.SuggestFloat("decay", 1e-6, 1e-1, log: true)) / 5) + 1.2 - decay[0]));
            if (kind is "sgd" or "rmsprop")
            {
                value += Squared(trial.SuggestFloat("momentum", 0, 1) - momentum[0]);
            }

            return value + kind switch
            {
                "sgd" => excess[0] + (trial.SuggestCategorical("nesterov", [true, false]) == (nesterov == 0) ? 0 : 0.05),
                "adam" => excess[1] + Bowl(trial, "beta", beta),
                "rmsprop" => excess[2] + Bowl(trial, "rho", rho),
                _ => excess[3],
            };
        };
    }

    /// <summary>A common number; a number of layers, each with a size and a rate of its own, of which all like nearly the same.</summary>
    private static Func<LiveTrial, double> Depth(RandomStream random)
    {
        int best = 1 + random.NextInt32(4);
        double[] rate = Optima(1, ref random), size = Optima(5, ref random), dropout = Optima(5, ref random);
        return trial =>
        {
            int layers = trial.SuggestInt("layers", 1, 4);
            double value = (2 * Squared((Math.Log10(trial.SuggestFloat("rate", 1e-5, 1, log: true)) / 5) + 1 - rate[0]))
                + (0.1 * Math.Abs(layers - best));
            for (int layer = 0; layer < layers; layer++)
            {
                double units = (Math.Log2(trial.SuggestInt($"units{layer}", 8, 512, log: true)) / 6) - 0.5 - Near(size, layer);
                double dropped = trial.SuggestFloat($"dropout{layer}", 0, 1) - Near(dropout, layer);
                value += (Squared(units) + (0.5 * Squared(dropped))) / layers;
            }

            return value;
        };

        static double Near(double[] optima, int layer) => (0.7 * optima[4]) + (0.3 * optima[layer]);
    }

    private static double Bowl(LiveTrial trial, string prefix, double[] optimum) =>
        optimum.Select((at, i) => Squared(trial.SuggestFloat($"{prefix}{i}", 0, 1) - at)).Sum();

    private static double Squared(double off) => off * off;

    private static double[] Optima(int count, ref RandomStream random)
    {
        double[] optima = new double[count];
        for (int i = 0; i < count; i++)
        {
            optima[i] = 0.1 + (0.8 * random.NextDouble());
        }

        return optima;
    }
}
