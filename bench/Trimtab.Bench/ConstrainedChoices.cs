using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>
/// Functions of five reals, a whole number and two lists, of one objective and with constraints that cut off its minimum; the constrained
/// one is known: a stretched bowl beside a half-space, which the choices move, and a function of many minima.
/// </summary>
internal static class ConstrainedChoices
{
    private const int Kinds = 6, Materials = 5, Shapes = 4, Numbers = 3;

    public static IReadOnlyList<FrontProblem> All { get; } = [.. Enumerable.Range(0, Kinds).Select(Problem)];

    private static FrontProblem Problem(int kind)
    {
        var random = RandomAddress.FromSeed((ulong)kind).At("constrained_choices").Stream();
        double[][] optima = Rows(Materials, Numbers, 0.35, 0.85, ref random);
        double[] waves = Rows(1, 2, 0.2, 0.8, ref random)[0], tightness = Rows(1, Shapes, 0.1, 0.3, ref random)[0];
        double[] costs = Rows(1, Materials, 0, 0.3, ref random)[0], weights = [1, 4, 16];
        int turns = 1 + random.NextInt32(20);

        // The sum of the numbers must be below that of their optimum by t: at least t² / Σ(1 / w) is lost.
        double room = weights.Sum(weight => 1 / weight);
        double least = costs.Min() + tightness.Select((t, shape) => (t * t / room) + CostOf(shape)).Min();
        return FrontProblem.OfMinimum($"choices{kind}", least, 4, trial =>
        {
            int material = trial.SuggestCategorical("material", [.. Enumerable.Range(0, Materials)]);
            int shape = trial.SuggestCategorical("shape", [.. Enumerable.Range(0, Shapes)]);
            double[] x = [.. Enumerable.Range(0, Numbers).Select(i => trial.SuggestFloat($"x{i}", 0, 1))];
            double[] y = [.. Enumerable.Range(0, 2).Select(i => trial.SuggestFloat($"y{i}", 0, 1) - waves[i])];
            double off = (trial.SuggestInt("turns", 1, 20) - turns) / 20.0;
            double bowl = x.Select((v, i) => weights[i] * (v - optima[material][i]) * (v - optima[material][i])).Sum();
            double ripple = y.Sum(v => (v * v) + (0.05 * (1 - Math.Cos(6 * Math.PI * v))));
            return new(
                [costs[material] + CostOf(shape) + bowl + ripple + (off * off)],
                [x.Sum() - optima[material].Sum() + tightness[shape], Math.Abs(y[0] - y[1]) - 0.1]);
        });
    }

    /// <summary>A shape whose constraint is tighter may cost less.</summary>
    private static double CostOf(int shape) => 0.02 * shape;

    private static double[][] Rows(int rows, int columns, double low, double high, ref RandomStream random)
    {
        double[][] table = new double[rows][];
        for (int row = 0; row < rows; row++)
        {
            table[row] = new double[columns];
            for (int column = 0; column < columns; column++)
            {
                table[row][column] = PortableMath.Lerp(low, high, random.NextDouble());
            }
        }

        return table;
    }
}
