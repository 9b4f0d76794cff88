using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>What is known of a variance: the posterior of its logarithm, as that of a mean square on some degrees of freedom.</summary>
/// <param name="MeanSquare">0 or more.</param>
/// <param name="Degrees">Of freedom; above 0.</param>
/// <param name="Noisy">The probability that it is larger than the usual ones, and known from its own mean square alone.</param>
internal readonly record struct ModeratedVariance(double MeanSquare, double Degrees, double Noisy)
{
    /// <summary>Where <see cref="Noisy"/> is this or more, a candidate says nothing about the others.</summary>
    public const double LeastNoisy = 0.99;

    public bool IsNoisy => Noisy >= LeastNoisy;
}

/// <summary>
/// Estimates the variances of candidates from a mean square of each: alike ones are pooled, those that are far larger stand apart. Pure
/// functions.
/// </summary>
/// <remarks>
/// Smyth, Linear models and empirical Bayes methods for assessing differential expression in microarray experiments, 2004: usual variances
/// are inverse-χ² with d₀ degrees of freedom around a common scale, so that a mean square on d degrees has the weight d/(d₀ + d) beside
/// it.
/// As in Phipson, Lee, Majewski, Alexander and Smyth, Robust hyperparameter estimation protects against hypervariable genes, 2016, some are
/// larger than that: here a part π of the worse half, and π/8 of the better half, has variances even in the logarithm above the scale,
/// because a training that diverges scores badly; and one of the worse half is taken for usual until it is noisy at 99 %. Smyth estimates
/// scale and d₀; a few candidates on two folds can't: everything is averaged over scale, d₀ and π, with their posterior under a prior even
/// in their logarithms.
/// </remarks>
internal static class VarianceShrinkage
{
    private const int CoarseScales = 40, FineScales = 24;

    /// <summary>How far above the usual ones variances may be: a factor of 10⁴, in logarithms.</summary>
    private const double NoisyRange = 9.2;

    /// <summary>How much rarer noisy candidates are in the better half.</summary>
    private const double RarerAmongBetter = 8;

    /// <summary>More candidates are counted in bins of a twentieth of their ratio's logarithm.</summary>
    private const int MostExact = 256;

    private static readonly double[] _priorDegrees = [8, 16, 32, 64, 128];

    private static readonly double[] _noisyParts = [0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 0.9];

    /// <summary>One value of what is not known, and its posterior probability.</summary>
    private readonly record struct Setting(double Scale, int Prior, double NoisyPart, double Weight);

    /// <summary>Candidates with about the same ratio and degrees.</summary>
    private readonly record struct Observed(double Ratio, double Degrees, bool IsWorse, int[] Candidates)
    {
        public double NoisyPart(double part) => IsWorse ? part : part / RarerAmongBetter;
    }

    /// <param name="ratios">
    /// Of each candidate's mean square to what it is expected to be up to a common factor; 0 or more, one above 0.
    /// </param>
    /// <param name="degrees">Of each; above 0.</param>
    /// <param name="isWorse">Of each, whether its score is in the worse half.</param>
    /// <param name="leastScale">What the scale can't be below: the part of the expectations that is known; 0 or more.</param>
    /// <returns>By candidate, in the unit of the ratios.</returns>
    public static ModeratedVariance[] Of(double[] ratios, double[] degrees, bool[] isWorse, double leastScale = 0)
    {
        double floor = Floor(ratios);
        var observed = Counted([.. ratios.Select(ratio => Math.Max(ratio, floor))], degrees, isWorse);
        var posterior = Posterior(observed, leastScale);
        ModeratedVariance[] moderated = [.. observed.Select(alike => Moderate(alike, posterior))];
        double pooled = PooledRatio(observed, moderated);
        var variances = new ModeratedVariance[ratios.Length];
        foreach (var (alike, variance) in observed.Zip(moderated))
        {
            double low = Math.Min(alike.Ratio, pooled), high = Math.Max(alike.Ratio, pooled);
            Array.ForEach(
                alike.Candidates,
                candidate => variances[candidate] = variance with { MeanSquare = Math.Clamp(variance.MeanSquare, low, high) });
        }

        return variances;
    }

    /// <summary>The mean square of the usual ones; what is moderated is between a candidate's own and this.</summary>
    private static double PooledRatio(Observed[] observed, ModeratedVariance[] moderated)
    {
        double[] degrees =
        [
            .. observed.Zip(moderated, (alike, variance) => (1 - variance.Noisy) * alike.Candidates.Length * alike.Degrees),
        ];
        return observed.Zip(degrees, (alike, weight) => weight * alike.Ratio).Sum() / degrees.Sum();
    }

    private static double Square(double x) => x * x;

    /// <summary>Mean squares of 0, as scores of few rows have, are no evidence of variances without limit.</summary>
    private static double Floor(double[] ratios)
    {
        double rounding = 1e-9 * ratios.Max();
        double[] known = [.. ratios.Where(ratio => ratio > rounding).Order()];
        return Math.Max(rounding, 0.01 * known[known.Length / 3]);
    }

    private static Observed[] Counted(double[] ratios, double[] degrees, bool[] isWorse) =>
    [
        .. Enumerable.Range(0, ratios.Length)
            .GroupBy(i => (ratios.Length <= MostExact ? i : (int)Math.Floor(20 * PortableMath.Log(ratios[i])), isWorse[i]))
            .Select(group => new Observed(
                group.Average(i => ratios[i]), group.Average(i => degrees[i]), isWorse[group.First()], [.. group])),
    ];

    /// <summary>On a grid of scales over all ratios, and then on a finer one where the scale may be.</summary>
    private static Setting[] Posterior(Observed[] observed, double leastScale)
    {
        double low = PortableMath.Log(Math.Max(leastScale, observed.Min(entry => entry.Ratio) / 4));
        double high = PortableMath.Log(2 * Math.Max(leastScale, observed.Max(entry => entry.Ratio)));
        var coarse = Posterior(observed, low, high, CoarseScales);
        double mean = coarse.Sum(setting => setting.Weight * PortableMath.Log(setting.Scale));
        double variance = coarse.Sum(setting => setting.Weight * Square(PortableMath.Log(setting.Scale) - mean));
        double reach = 4 * Math.Sqrt(variance + Square((high - low) / CoarseScales / 2));
        return Posterior(observed, Math.Max(low, mean - reach), Math.Min(high, mean + reach), FineScales);
    }

    private static Setting[] Posterior(Observed[] observed, double low, double high, int scales)
    {
        var settings = new List<Setting>();
        foreach (var (prior, priorDegrees) in _priorDegrees.Index())
        {
            double[] constants = [.. observed.Select(entry => Constant(entry.Degrees, priorDegrees))];
            for (int step = 0; step < scales; step++)
            {
                double scale = PortableMath.Exp(low + ((high - low) * step / (scales - 1)));
                double[] logarithms = new double[_noisyParts.Length];
                foreach (var (i, entry) in observed.Index())
                {
                    double relative = entry.Ratio / scale;
                    double usual = Density(relative, entry.Degrees, priorDegrees, constants[i]);
                    double noisy = NoisyDensity(relative);
                    for (int part = 0; part < logarithms.Length; part++)
                    {
                        double rate = entry.NoisyPart(_noisyParts[part]);
                        logarithms[part] += entry.Candidates.Length * PortableMath.Log(((1 - rate) * usual) + (rate * noisy));
                    }
                }

                settings.AddRange(logarithms.Select((logarithm, part) => new Setting(scale, prior, _noisyParts[part], logarithm)));
            }
        }

        double highest = settings.Max(setting => setting.Weight);
        Setting[] likely = [.. settings.Where(setting => setting.Weight > highest - 16)
            .Select(setting => setting with { Weight = PortableMath.Exp(setting.Weight - highest) })];
        double sum = likely.Sum(setting => setting.Weight);
        return [.. likely.Select(setting => setting with { Weight = setting.Weight / sum })];
    }

    /// <summary>Of the logarithm of a mean square in units of the scale: F with d and d₀ degrees of freedom.</summary>
    private static double Density(double ratio, double degrees, double prior, double constant)
    {
        double relative = degrees * ratio / prior;
        return PortableMath.Exp(
            constant + (degrees / 2 * PortableMath.Log(relative)) - ((degrees + prior) / 2 * PortableMath.Log(1 + relative)));
    }

    /// <summary>Of the same: even above the scale.</summary>
    private static double NoisyDensity(double ratio) => ratio > 1 ? 1 / NoisyRange : 0;

    private static double Constant(double degrees, double prior) => IncompleteBeta.LogGamma((degrees + prior) / 2)
        - IncompleteBeta.LogGamma(degrees / 2) - IncompleteBeta.LogGamma(prior / 2);

    /// <summary>The mean and the variance of the logarithm of the variance, over the posterior, as a mean square and its degrees.</summary>
    private static ModeratedVariance Moderate(Observed observed, Setting[] posterior)
    {
        var (ratio, degrees) = (observed.Ratio, observed.Degrees);
        double[] constants = [.. _priorDegrees.Select(prior => Constant(degrees, prior))];
        double[] parts = [.. posterior.Select(setting => NoisyPart(observed, setting, constants[setting.Prior]))];
        double noisy = posterior.Zip(parts, (setting, part) => setting.Weight * part).Sum();
        bool isTakenForUsual = observed.IsWorse && noisy < ModeratedVariance.LeastNoisy;
        var usual = _priorDegrees.Select(prior => LogMoments(prior + degrees)).ToArray();
        var alone = LogMoments(degrees);
        double sum = 0, mean = 0, square = 0;
        foreach (var (setting, part) in posterior.Zip(parts))
        {
            double prior = _priorDegrees[setting.Prior], pooled = ((prior * setting.Scale) + (degrees * ratio)) / (prior + degrees);
            Add(setting.Weight * (1 - part), pooled, usual[setting.Prior]);
            Add(isTakenForUsual ? 0 : setting.Weight * part, ratio, alone);
        }

        (mean, square) = (mean / sum, square / sum);
        double found = 2 * LogGammaDerivatives.InverseTrigamma(square - (mean * mean));
        return new(PortableMath.Exp(mean - LogMoments(found).Mean), found, noisy);

        void Add(double weight, double scale, (double Mean, double Variance) moments)
        {
            double logarithm = PortableMath.Log(scale) + moments.Mean;
            sum += weight;
            mean += weight * logarithm;
            square += weight * (Square(logarithm) + moments.Variance);
        }
    }

    private static double NoisyPart(Observed observed, Setting setting, double constant)
    {
        double rate = observed.NoisyPart(setting.NoisyPart), relative = observed.Ratio / setting.Scale;
        double apart = rate * NoisyDensity(relative);
        return apart / (apart + ((1 - rate) * Density(relative, observed.Degrees, _priorDegrees[setting.Prior], constant)));
    }

    /// <summary>Of the logarithm of an inverse-χ² variable with scale 1.</summary>
    private static (double Mean, double Variance) LogMoments(double degrees) =>
        (PortableMath.Log(degrees / 2) - LogGammaDerivatives.Digamma(degrees / 2), LogGammaDerivatives.Trigamma(degrees / 2));
}
