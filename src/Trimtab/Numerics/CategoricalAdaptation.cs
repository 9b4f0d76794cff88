namespace Trimtab.Numerics;

/// <summary>A distribution over lists that moves towards what was good, with a step length that suits its noise, and never loses a choice. Minimizes; not thread-safe.</summary>
/// <remarks>The categorical half of CatCMA: Hamano et al., GECCO 2024 (arXiv 2405.09962), with the adaptive natural gradient of Akimoto et al., ICML 2019; α = 1.5.</remarks>
internal sealed class CategoricalAdaptation
{
    private const double Patience = 1.5; // α of the paper

    private readonly double[] _path; // of the natural gradient, K − 1 numbers a list
    private readonly double[] _least;
    private double _γ, _slowness = 1; // γ and Δ of the paper

    /// <summary>Even distributions over lists of these lengths, 2 or more each.</summary>
    public CategoricalAdaptation(int[] choices)
    {
        Shares = [.. choices.Select(k => Enumerable.Repeat(1.0 / k, k).ToArray())];
        _path = new double[choices.Sum(k => k - 1)];
        _least = [.. choices.Select(k => (1 - PortableMath.Pow(0.73, 1.0 / choices.Length)) / (k - 1))];
    }

    /// <summary>How likely each choice of each list is.</summary>
    public double[][] Shares { get; }

    /// <summary>Draws a choice of each list.</summary>
    public int[] Sample(ref RandomStream random)
    {
        int[] drawn = new int[Shares.Length];
        for (int list = 0; list < drawn.Length; list++)
        {
            double u = random.NextDouble();
            for (; drawn[list] < Shares[list].Length - 1 && (u -= Shares[list][drawn[list]]) >= 0; drawn[list]++)
            {
            }
        }

        return drawn;
    }

    /// <summary>Learns from a generation.</summary>
    /// <param name="best">The better half, best first: the choices of each list.</param>
    /// <param name="weights">What each weighs; they sum to 1.</param>
    public void Tell(IReadOnlyList<int[]> best, ReadOnlySpan<double> weights)
    {
        double[][] gradient = [.. Shares.Select(share => new double[share.Length])];
        for (int i = 0; i < best.Count; i++)
        {
            for (int list = 0; list < gradient.Length; list++)
            {
                for (int choice = 0; choice < gradient[list].Length; choice++)
                {
                    gradient[list][choice] += weights[i] * ((best[i][list] == choice ? 1 : 0) - Shares[list][choice]);
                }
            }
        }

        Move(gradient, [.. Shares.SelectMany((share, list) => Whitened(share, gradient[list]))]);
    }

    /// <summary>The gradient times the root of the Fisher information.</summary>
    private static IEnumerable<double> Whitened(double[] share, double[] gradient)
    {
        double last = share[^1], sum = gradient[..^1].Sum();
        return share[..^1].Select((q, choice) => (gradient[choice] / Math.Sqrt(q)) + (Math.Sqrt(q) * sum / (last + Math.Sqrt(last))));
    }

    private void Move(double[][] gradient, double[] whitened)
    {
        double norm = Math.Sqrt(whitened.Sum(x => x * x)), δ = 1 / _slowness, β = δ / Math.Sqrt(_path.Length);
        if (norm < 1e-12)
        {
            return;
        }

        for (int list = 0; list < gradient.Length; list++)
        {
            Shares[list] = KeepMargin([.. Shares[list].Select((q, choice) => q + (δ / norm * gradient[list][choice]))], _least[list]);
        }

        for (int i = 0; i < _path.Length; i++)
        {
            _path[i] = ((1 - β) * _path[i]) + (Math.Sqrt(β * (2 - β)) * whitened[i] / norm);
        }

        _γ = ((1 - β) * (1 - β) * _γ) + (β * (2 - β));
        _slowness *= PortableMath.Exp(β * (_γ - (_path.Sum(x => x * x) / Patience)));
    }

    /// <summary>Lifts what is below the least, and takes it from the others by how far they are above.</summary>
    private static double[] KeepMargin(double[] share, double least)
    {
        double[] lifted = [.. share.Select(q => Math.Max(q, least))];
        double sum = lifted.Sum(), above = sum - (least * lifted.Length);
        double[] even = [.. lifted.Select(q => above > 0 ? q - ((sum - 1) * (q - least) / above) : q)];
        return [.. even.Select(q => q / even.Sum())];
    }
}
