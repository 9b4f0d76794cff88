namespace Trimtab.Bench;

/// <summary>Normalized regrets by problem and seed, then by budget; means with their standard errors over seeds. Immutable.</summary>
internal sealed class RegretTable
{
    private readonly double[,][] _regrets;

    /// <summary>Regrets of what was reached, relative to the mean of random search on the same instances.</summary>
    public RegretTable(double[,][] reached, double[,][] random)
        : this(Fill(reached, (f, s, b) => reached[f, s][b] / Seeds(random).Average(seed => random[f, seed][b])))
    {
    }

    private RegretTable(double[,][] regrets) => _regrets = regrets;

    /// <summary>The differences from another table of the same studies.</summary>
    public RegretTable Less(RegretTable other) =>
        new(Fill(_regrets, (f, s, b) => _regrets[f, s][b] - other._regrets[f, s][b]));

    /// <summary>Mean over the seeds of a problem.</summary>
    public double Mean(int problem, int budget) => Seeds(_regrets).Average(seed => _regrets[problem, seed][budget]);

    /// <summary>Mean over the problems.</summary>
    public double Mean(int budget) => Math.Round(Problems.Average(problem => Mean(problem, budget)), 4);

    /// <summary>Standard error of <see cref="Mean(int)"/>: the problems are fixed, the seeds are drawn. NaN of one seed.</summary>
    public double Error(int budget)
    {
        int n = _regrets.GetLength(1);
        double squares = Problems.Sum(f => Seeds(_regrets).Sum(s => Math.Pow(_regrets[f, s][budget] - Mean(f, budget), 2)));
        return n == 1 ? double.NaN : Math.Round(Math.Sqrt(squares / (n - 1) / n) / _regrets.GetLength(0), 4);
    }

    /// <summary>The mean of every problem in a line: <c>f1=0.123 f2=0.456</c>.</summary>
    public string Detail(IReadOnlyList<string> names, int budget) =>
        string.Join(" ", Problems.Select(problem => Invariant($"{names[problem]}={Mean(problem, budget):F3}")));

    private IEnumerable<int> Problems => Enumerable.Range(0, _regrets.GetLength(0));

    private static IEnumerable<int> Seeds(double[,][] values) => Enumerable.Range(0, values.GetLength(1));

    private static double[,][] Fill(double[,][] like, Func<int, int, int, double> value)
    {
        double[,][] filled = new double[like.GetLength(0), like.GetLength(1)][];
        for (int f = 0; f < like.GetLength(0); f++)
        {
            for (int s = 0; s < like.GetLength(1); s++)
            {
                filled[f, s] = [.. Enumerable.Range(0, like[f, s].Length).Select(b => value(f, s, b))];
            }
        }

        return filled;
    }
}
