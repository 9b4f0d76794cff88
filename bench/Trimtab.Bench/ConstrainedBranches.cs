using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>
/// Functions whose parameters depend on one another, of one objective and with constraints that cut off its minimum; the constrained one is
/// known: a bowl beside a half-space.
/// </summary>
internal static class ConstrainedBranches
{
    private const int Kinds = 4;

    public static IReadOnlyList<FrontProblem> All { get; } = [.. Enumerable.Range(0, Kinds).Select(Problem)];

    private static FrontProblem Problem(int kind)
    {
        var random = RandomAddress.FromSeed((ulong)kind).At("constrained_branches").Stream();
        int[] sizes = [1, 2, 4];
        double[] excess = [0, 0.05, 0.15], common = Optima(2, ref random);
        double[] tightness = [.. sizes.Select(_ => 0.05 + (0.15 * random.NextDouble()))];
        random.Shuffle(excess.AsSpan());
        double[][] optima = [.. sizes.Select(_ => Array.Empty<double>())];
        for (int branch = 0; branch < sizes.Length; branch++)
        {
            optima[branch] = Optima(sizes[branch], ref random);
        }

        // Of branch b the sum of its numbers must be below that of its optimum by its tightness: least at equal distances.
        double least = Enumerable.Range(0, sizes.Length).Min(b => excess[b] + (tightness[b] * tightness[b] / sizes[b]));
        return FrontProblem.OfMinimum($"branches{kind}", least, 2, trial =>
        {
            int branch = trial.SuggestCategorical("branch", [0, 1, 2]);
            double[] at = [trial.SuggestFloat("x0", 0, 1), trial.SuggestFloat("x1", 0, 1)];
            double[] own = [.. Enumerable.Range(0, sizes[branch]).Select(i => trial.SuggestFloat($"b{branch}_{i}", 0, 1))];
            double value = excess[branch] + Distance(at, common) + Distance(own, optima[branch]);
            return new([value], [own.Sum() - optima[branch].Sum() + tightness[branch], at[0] - common[0] - 0.01]);
        });
    }

    private static double Distance(double[] point, double[] optimum) => point.Zip(optimum, (a, b) => (a - b) * (a - b)).Sum();

    private static double[] Optima(int count, ref RandomStream random)
    {
        double[] optima = new double[count];
        for (int i = 0; i < count; i++)
        {
            optima[i] = 0.25 + (0.65 * random.NextDouble());
        }

        return optima;
    }
}
