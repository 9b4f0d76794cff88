namespace Trimtab.Numerics;

/// <summary>Population size, recombination weights and learning rates of CMA-ES, all derived from the dimension. Immutable.</summary>
/// <remarks>
/// Hansen, "The CMA Evolution Strategy: A Tutorial" (arXiv:1604.00772), table 1, with active (negative) weights; α_cov = 2.
/// </remarks>
internal sealed class CmaEsParameters
{
    private const double AlphaCov = 2;

    /// <summary>Derives the parameters.</summary>
    /// <param name="d">The dimension, 1 or more.</param>
    /// <param name="populationSize">λ, 4 or more; <see langword="null"/> for the default.</param>
    /// <param name="isSeparable">
    /// Whether only variances are learned: c₁ and c_μ are then (d + 2) / 3 times as large (Ros and Hansen, PPSN 2008).
    /// </param>
    public CmaEsParameters(int d, int? populationSize, bool isSeparable)
    {
        int λ = Lambda = populationSize ?? DefaultPopulation(d);
        Mu = λ / 2;
        double[] raw = [.. Enumerable.Range(1, λ).Select(i => PortableMath.Log((λ + 1) / 2.0) - PortableMath.Log(i))]; // eq. 49
        double μEff = MuEff = EffectiveSize(raw.AsSpan(0, Mu)), μEffNegative = EffectiveSize(raw.AsSpan(Mu)); // eq. 8; table 1
        double boost = isSeparable ? (d + 2) / 3.0 : 1;
        C1 = Math.Min(0.5, boost * AlphaCov / (Square(d + 1.3) + μEff)); // eq. 57
        double cμ = boost * AlphaCov * (μEff - 2 + (1 / μEff)) / (Square(d + 2) + (AlphaCov * μEff / 2)); // eq. 58
        CMu = Math.Min(1 - C1 - 1e-8, cμ); // eq. 58; 1e-8 keeps eq. 52 positive for large λ
        double αMu = 1 + (C1 / CMu); // eq. 50
        double αMuEff = 1 + (2 * μEffNegative / (μEff + 2)); // eq. 51
        double αPositive = (1 - C1 - CMu) / (d * CMu); // eq. 52
        double negative = Math.Min(αMu, Math.Min(αMuEff, αPositive)), positiveSum = raw.Take(Mu).Sum(), negativeSum = -raw.Skip(Mu).Sum();
        Weights = [.. raw.Select((w, i) => i < Mu ? w / positiveSum : w * negative / negativeSum)]; // eq. 53
        CSigma = (μEff + 2) / (d + μEff + 5); // eq. 55
        DSigma = 1 + (2 * Math.Max(0, Math.Sqrt((μEff - 1) / (d + 1)) - 1)) + CSigma; // eq. 55
        CC = (4 + (μEff / d)) / (d + 4 + (2 * μEff / d)); // eq. 56
        ExpectedNorm = Math.Sqrt(d) * (1 - (1.0 / (4 * d)) + (1.0 / (21 * Square(d))));
    }

    /// <summary>λ: points per generation.</summary>
    public int Lambda { get; }

    /// <summary>μ: points with positive weights, ⌊λ / 2⌋.</summary>
    public int Mu { get; }

    /// <summary>wᵢ: λ weights, best point first; the first μ are positive and sum to 1, the others negative.</summary>
    public double[] Weights { get; }

    /// <summary>μ_eff: variance-effective selection mass of the positive weights.</summary>
    public double MuEff { get; }

    /// <summary>c₁: learning rate of the rank-one update.</summary>
    public double C1 { get; }

    /// <summary>c_μ: learning rate of the rank-μ update.</summary>
    public double CMu { get; }

    /// <summary>c_c: decay rate of the evolution path of the covariance.</summary>
    public double CC { get; }

    /// <summary>c_σ: decay rate of the evolution path of the step size.</summary>
    public double CSigma { get; }

    /// <summary>d_σ: damping of the step size.</summary>
    public double DSigma { get; }

    /// <summary>E‖N(0, I)‖, approximately √d (1 − 1/4d + 1/21d²).</summary>
    public double ExpectedNorm { get; }

    /// <summary>The default λ: 4 + ⌊3 ln d⌋ (eq. 48).</summary>
    public static int DefaultPopulation(int dimensions) => 4 + (int)(3 * PortableMath.Log(dimensions));

    /// <summary>(Σ w)² / Σ w².</summary>
    private static double EffectiveSize(ReadOnlySpan<double> weights)
    {
        double sum = 0, squares = 0;
        foreach (double weight in weights)
        {
            (sum, squares) = (sum + weight, squares + (weight * weight));
        }

        return sum * sum / squares;
    }

    private static double Square(double x) => x * x;
}
