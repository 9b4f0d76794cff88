using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>
/// Searches on labels that are coin flips, 100 rows, five folds: how much too high the best score is, and how much of that the corrected
/// score leaves (with the standard error of its mean), and whether 0.5 is within 1.96 of the search's standard errors of it.
/// </summary>
internal static class CoinSearches
{
    public const string Head = """
        | search | best | expected | left | ± | held |
        |---|---|---|---|---|---|
        """;

    private const int Rows = 100, Features = 4;

    private static readonly SearchSpace _space = new()
    {
        ["a"] = new FloatDistribution(0, 1),
        ["b"] = new FloatDistribution(0, 1),
        ["c"] = new FloatDistribution(0, 1),
        ["d"] = new FloatDistribution(0, 1),
    };

    private static readonly (string Name, Func<ulong, CandidateSearch> Of)[] _searches =
    [
        ("random, 30 trials", seed => Study(30, new RandomSampler(), seed)),
        ("auto, 30 trials", seed => Study(30, new AutoSampler(), seed)),
        ("tpe, 30 trials", seed => Study(30, new TpeSampler(), seed)),
        ("random, 150 trials", seed => Study(150, new RandomSampler(), seed)),
        ("auto, 150 trials", seed => Study(150, new AutoSampler(), seed)),
        ("tpe, 150 trials", seed => Study(150, new TpeSampler(), seed)),
        ("halving, 27 candidates in 3 rungs", seed => Halving(seed)),
        ("random and a median pruner, 60 trials", seed => Study(60, new RandomSampler(), seed) with { Pruner = new MedianPruner() }),
    ];

    /// <summary>A line for each search.</summary>
    public static IEnumerable<string> Lines(int simulations, ulong seed) =>
        _searches.Select(search => Line(search.Name, search.Of, simulations, seed));

    private static string Line(string name, Func<ulong, CandidateSearch> of, int simulations, ulong seed)
    {
        SearchStatistics[] all =
        [
            .. Enumerable.Range(0, simulations).Select(i => of(seed + (ulong)i).Fit(Coins(seed + (ulong)i)).Statistics!)
                .Where(statistics => !double.IsNaN(statistics.CorrectedScore)),
        ];
        double best = all.Average(statistics => statistics.Score), expected = all.Average(statistics => statistics.CorrectedScore);
        double error = Math.Sqrt(all.Average(statistics => Math.Pow(statistics.CorrectedScore - expected, 2)) / all.Length);
        double held = all.Average(statistics => Math.Abs(statistics.CorrectedScore - 0.5) <= 1.96 * statistics.StandardError ? 1.0 : 0);
        return Invariant($"| {name} | {best:F3} | {expected:F3} | {(expected - 0.5) / (best - 0.5):P0} | {error:F3} | {held:F2} |");
    }

    private static StudySearchCV Study(int trials, Sampler sampler, ulong seed) =>
        new(new CoinClassifier(), _space, trials) { Cv = 5, Seed = seed, Sampler = sampler, Refit = false, Workers = 1 };

    private static HalvingSearchCV Halving(ulong seed) => new(new CoinClassifier(), _space, 27)
    {
        Cv = 5,
        Seed = seed,
        Refit = false,
        Workers = 1,
        Resource = "waves",
        MaxResource = 27,
        MinResource = 3,
    };

    /// <summary>Rows of even features, whose classes are flips of a fair coin.</summary>
    private static Dataset Coins(ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).At("coins").Stream();
        float[] features = new float[Rows * Features];
        double[] labels = new double[Rows];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = (float)random.NextDouble();
        }

        for (int row = 0; row < Rows; row++)
        {
            labels[row] = random.NextInt32(2);
        }

        return new(features, [Features], labels);
    }
}
