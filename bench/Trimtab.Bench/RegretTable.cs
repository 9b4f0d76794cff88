namespace Trimtab.Bench;

/// <summary>
/// Normalized regrets: by problem, the mean of what studies reached over the mean of what random search did; with their standard errors.
/// Immutable.
/// </summary>
/// <param name="reached">By problem and seed, then by budget.</param>
/// <param name="random">
/// What random search reached, by problem and seed, then by budget. Other seeds than those of <paramref name="reached"/>, and many: its
/// best values are spread so widely on some problems that a mean of few would decide the figure.
/// </param>
internal sealed class RegretTable(double[,][] reached, double[,][] random)
{
    /// <summary>The differences from another table of the same problems, seeds and random search, in pairs.</summary>
    public RegretTable Less(RegretTable other) => new(Less(reached, other.Reached), random);

    private double[,][] Reached => reached;

    /// <summary>Ratio of the means of a problem.</summary>
    public double Mean(int problem, int budget) => Mean(reached, problem, budget) / Mean(random, problem, budget);

    /// <summary>Mean over the problems.</summary>
    public double Mean(int budget) => Math.Round(Problems.Average(problem => Mean(problem, budget)), 4);

    /// <summary>
    /// Standard error of <see cref="Mean(int)"/>: the problems are fixed, seeds are drawn, those of random search, too (the delta method
    /// for a ratio of independent means). NaN of one seed.
    /// </summary>
    public double Error(int budget) =>
        Math.Round(Math.Sqrt(Problems.Sum(problem => SquaredError(problem, budget))) / reached.GetLength(0), 4);

    /// <summary>The mean of every problem in a line: <c>f1=0.123 f2=0.456</c>.</summary>
    public string Detail(IReadOnlyList<string> names, int budget) =>
        string.Join(" ", Problems.Select(problem => Invariant($"{names[problem]}={Mean(problem, budget):F3}")));

    private IEnumerable<int> Problems => Enumerable.Range(0, reached.GetLength(0));

    private double SquaredError(int problem, int budget)
    {
        double scale = Mean(random, problem, budget), ratio = Mean(problem, budget);
        return (SquaredErrorOfMean(reached, problem, budget) + (ratio * ratio * SquaredErrorOfMean(random, problem, budget)))
            / (scale * scale);
    }

    private static double Mean(double[,][] values, int problem, int budget) => Of(values, problem, budget).Average();

    private static double SquaredErrorOfMean(double[,][] values, int problem, int budget)
    {
        double mean = Mean(values, problem, budget);
        int n = values.GetLength(1);
        return n == 1 ? double.NaN : Of(values, problem, budget).Sum(value => Math.Pow(value - mean, 2)) / (n - 1) / n;
    }

    private static IEnumerable<double> Of(double[,][] values, int problem, int budget) =>
        Enumerable.Range(0, values.GetLength(1)).Select(seed => values[problem, seed][budget]);

    private static double[,][] Less(double[,][] values, double[,][] others)
    {
        double[,][] differences = new double[values.GetLength(0), values.GetLength(1)][];
        for (int problem = 0; problem < values.GetLength(0); problem++)
        {
            for (int seed = 0; seed < values.GetLength(1); seed++)
            {
                differences[problem, seed] = [.. values[problem, seed].Zip(others[problem, seed], (value, other) => value - other)];
            }
        }

        return differences;
    }
}
