using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>
/// Functions of three reals, two whole numbers and two lists, with an optimum of 0, of five kinds: they differ in what the lists and the
/// whole numbers do to the function of the reals.
/// </summary>
[Named("mixed")]
internal sealed class MixedProblems : ProblemSet
{
    private static readonly Dictionary<string, Func<int, ulong, Func<LiveTrial, double>>> _kinds = new()
    {
        ["steeper"] = Steeper,
        ["shifted"] = Shifted,
        ["gated"] = Gated,
        ["whole"] = Whole,
        ["many"] = Many,
    };

    public override string Description => "with whole numbers and lists";

    /// <summary>Every kind with some functions of the Black-Box Optimization Benchmark that know their optimum.</summary>
    public override IReadOnlyList<Problem> Problems(int dimensions) =>
    [
        .. _kinds.SelectMany(kind => Problem.Representative.Select(f => new Problem($"{kind.Key}{f}", seed => kind.Value(f, seed)))),
    ];

    /// <summary>A wrong choice makes the function of the reals steeper; choices and whole numbers add their distance.</summary>
    private static Func<LiveTrial, double> Steeper(int f, ulong seed)
    {
        var random = Draws("steeper", f, seed);
        var function = new Bbob(f, 3, seed);
        int units = 1 + random.NextInt32(64), layers = 1 + random.NextInt32(8), kind = random.NextInt32(5), mode = random.NextInt32(3);
        double scale = Problem.Scale(function, 3, seed);
        return trial =>
        {
            double value = function.At(Reals(trial));
            double off = (Math.Abs(trial.SuggestInt("units", 1, 64) - units) / 64.0)
                + (Math.Abs(trial.SuggestInt("layers", 1, 8) - layers) / 8.0);
            int wrong = (Kind(trial, 5) == kind ? 0 : 1) + (Mode(trial, 3) == mode ? 0 : 1);
            return (value * (1 + wrong)) + (scale * (off + (0.2 * wrong)));
        };
    }

    /// <summary>Every choice moves the optimum of the reals and of a whole number, and costs something of its own.</summary>
    private static Func<LiveTrial, double> Shifted(int f, ulong seed)
    {
        var random = Draws("shifted", f, seed);
        var function = new Bbob(f, 3, seed);
        double scale = Problem.Scale(function, 3, seed);
        double[][] moves = Table(5, 3, ref random), costs = Table(2, 5, ref random);
        int[] layers = [.. Enumerable.Range(0, 3).Select(mode => 1 + (int)(8 * moves[mode][0]))];
        int best = random.NextInt32(5), bestMode = random.NextInt32(3), units = 1 + random.NextInt32(64);
        (costs[0][best], costs[1][bestMode]) = (0, 0);
        return trial =>
        {
            int kind = Kind(trial, 5), mode = Mode(trial, 3);
            double[] x = [.. Reals(trial).Select((v, i) => v - (kind == best ? 0 : 4 * (moves[kind][i] - 0.5)))];
            double off = (Math.Abs(Math.Log(trial.SuggestInt("units", 1, 64, log: true) / (double)units)) / Math.Log(64))
                + Math.Pow((trial.SuggestInt("layers", 1, 8) - layers[mode]) / 8.0, 2);
            return function.At(x) + (scale * (off + costs[0][kind] + (0.5 * costs[1][mode])));
        };
    }

    /// <summary>A choice decides which of the reals count, another how much the whole numbers do.</summary>
    private static Func<LiveTrial, double> Gated(int f, ulong seed)
    {
        var random = Draws("gated", f, seed);
        var function = new Bbob(f, 3, seed);
        double scale = Problem.Scale(function, 3, seed);
        int units = 1 + random.NextInt32(64), layers = 1 + random.NextInt32(8);
        int best = random.NextInt32(4), bestMode = random.NextInt32(4);
        return trial =>
        {
            int kind = Kind(trial, 4), mode = Mode(trial, 4);
            int held = ((kind + 4 - best) % 4) - 1; // −1 where all reals count
            double[] x = [.. Reals(trial).Select((v, i) => i != held ? v : function.Optimum[i] + 1.5)];
            double off = ((1 + ((mode + 4 - bestMode) % 4)) * Math.Abs(trial.SuggestInt("units", 1, 64) - units) / 64.0)
                + (Math.Abs(trial.SuggestInt("layers", 1, 8) - layers) / 8.0);
            return function.At(x) + (scale * (off + (kind == best ? 0 : 0.1) + (0.1 * ((mode + 4 - bestMode) % 4))));
        };
    }

    /// <summary>The whole numbers are coordinates of the function, as the reals are; lists multiply it.</summary>
    private static Func<LiveTrial, double> Whole(int f, ulong seed)
    {
        var random = Draws("whole", f, seed);
        var function = new Bbob(f, 5, seed);
        double scale = Problem.Scale(function, 5, seed);
        int units = 1 + random.NextInt32(64), layers = 1 + random.NextInt32(8), kind = random.NextInt32(5), mode = random.NextInt32(3);
        return trial =>
        {
            double[] x =
            [
                .. Reals(trial),
                function.Optimum[3] + ((trial.SuggestInt("units", 1, 64) - units) / 6.4),
                function.Optimum[4] + ((trial.SuggestInt("layers", 1, 8) - layers) / 0.8),
            ];
            int wrong = (Kind(trial, 5) == kind ? 0 : 1) + (Mode(trial, 3) == mode ? 0 : 1);
            return (function.At(x) * (1 + (0.5 * wrong))) + (0.1 * scale * wrong);
        };
    }

    /// <summary>Lists of twelve and thirty choices, each of which stands for a number.</summary>
    private static Func<LiveTrial, double> Many(int f, ulong seed)
    {
        var random = Draws("many", f, seed);
        var function = new Bbob(f, 3, seed);
        double scale = Problem.Scale(function, 3, seed);
        double[][] meanings = Table(2, 30, ref random);
        int units = 1 + random.NextInt32(64), layers = 1 + random.NextInt32(8);
        int best = random.NextInt32(12), bestMode = random.NextInt32(30);
        return trial =>
        {
            double kind = meanings[0][Kind(trial, 12)] - meanings[0][best], mode = meanings[1][Mode(trial, 30)] - meanings[1][bestMode];
            double off = (Math.Abs(trial.SuggestInt("units", 1, 64) - units) / 64.0)
                + (Math.Abs(trial.SuggestInt("layers", 1, 8) - layers) / 8.0);
            double[] x = [.. Reals(trial).Select((v, i) => i == 0 ? v - (3 * kind) : v)];
            return function.At(x) + (scale * (off + Math.Abs(kind) + (mode * mode)));
        };
    }

    private static double[] Reals(LiveTrial trial) => [.. Enumerable.Range(0, 3).Select(i => trial.SuggestFloat($"x{i}", -5, 5))];

    private static int Kind(LiveTrial trial, int choices) =>
        trial.SuggestCategorical("kind", [.. Enumerable.Range(0, choices).Select(i => $"k{i}")])[1..] is var text
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    private static int Mode(LiveTrial trial, int choices) => trial.SuggestCategorical("mode", [.. Enumerable.Range(0, choices)]);

    private static RandomStream Draws(string kind, int f, ulong seed) => RandomAddress.FromSeed(seed).At(kind).At(f).Stream();

    private static double[][] Table(int rows, int columns, ref RandomStream random)
    {
        double[][] table = new double[rows][];
        for (int row = 0; row < rows; row++)
        {
            table[row] = new double[columns];
            for (int column = 0; column < columns; column++)
            {
                table[row][column] = random.NextDouble();
            }
        }

        return table;
    }
}
