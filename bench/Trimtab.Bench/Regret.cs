namespace Trimtab.Bench;

/// <summary>Normalized regret: the mean best of a sampler by that of random search, a problem each, and its mean over problems.</summary>
/// <param name="Each">By problem.</param>
/// <param name="Mean">Mean over problems.</param>
/// <param name="Error">Standard error of <paramref name="Mean"/> over seeds; random search's own is not in it.</param>
internal sealed record Regret(double[] Each, double Mean, double Error)
{
    /// <summary>The regret of bests by problem and seed.</summary>
    public static Regret Of(double[][] bests, double[][] random)
    {
        double[][] shares = [.. bests.Select((best, f) => best.Select(value => value / random[f].Average()).ToArray())];
        double[] bySeed = [.. Enumerable.Range(0, shares[0].Length).Select(seed => shares.Average(share => share[seed]))];
        double mean = bySeed.Average(), square = bySeed.Sum(value => (value - mean) * (value - mean));
        return new([.. shares.Select(share => share.Average())], mean, Math.Sqrt(square / Math.Max(1, bySeed.Length - 1) / bySeed.Length));
    }
}
