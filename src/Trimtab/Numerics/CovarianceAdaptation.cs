namespace Trimtab.Numerics;

/// <summary>
/// CMA-ES: a normal distribution whose mean, step size and covariance adapt to the best points of each generation. Minimizes; not
/// thread-safe.
/// </summary>
/// <remarks>
/// Equation numbers are those of Hansen, "The CMA Evolution Strategy: A Tutorial" (arXiv:1604.00772); c_m is 1 (eq. 54). Discrete
/// coordinates use the margin of Hamano et al., "CMA-ES with Margin" (GECCO 2022), which keeps the probability of each neighbouring value
/// above a bound.
/// </remarks>
internal sealed class CovarianceAdaptation
{
    private readonly int _d;
    private readonly CmaEsParameters _p;
    private readonly double _initialSigma;
    private readonly double[] _c, _pσ, _pc, _a; // covariance, evolution paths, diagonal of the margin's matrix A
    private readonly LearningRates? _rates;
    private double[] _eigenvalues, _eigenvectors; // D² and B: C = B·D²·Bᵀ

    /// <summary>Starts from N(mean, σ² · C).</summary>
    /// <param name="mean">d numbers; copied.</param>
    /// <param name="sigma">σ: the initial step size.</param>
    /// <param name="populationSize">λ, 4 or more. Default 4 + ⌊3 ln d⌋.</param>
    /// <param name="isSeparable">
    /// Whether only variances are learned, not covariances (Ros and Hansen, PPSN 2008): fewer trials in many dimensions.
    /// </param>
    /// <param name="adaptsRates">
    /// Whether learning rates adapt to the signal-to-noise ratio (Nomura et al., GECCO 2023), for multimodal and noisy functions.
    /// </param>
    /// <param name="covariance">C: d × d, row-major. Default: the identity.</param>
    public CovarianceAdaptation(
        double[] mean,
        double sigma,
        int? populationSize = null,
        bool isSeparable = false,
        bool adaptsRates = false,
        double[]? covariance = null)
    {
        (Mean, Sigma, _initialSigma, _d, IsSeparable) = ([.. mean], sigma, sigma, mean.Length, isSeparable);
        _p = new(_d, populationSize, isSeparable);
        (_pσ, _pc, _a) = (new double[_d], new double[_d], [.. Enumerable.Repeat(1.0, _d)]);
        _c = Identity(_d);
        (_eigenvalues, _eigenvectors) = ([.. Enumerable.Repeat(1.0, _d)], Identity(_d));
        _rates = adaptsRates ? new(_d) : null;
        if (covariance is not null)
        {
            covariance.CopyTo(_c, 0);
            Decompose();
        }
    }

    /// <summary>m: the mean of the distribution.</summary>
    public double[] Mean { get; }

    /// <summary>σ: the step size.</summary>
    public double Sigma { get; private set; }

    /// <summary>λ: points per generation.</summary>
    public int PopulationSize => _p.Lambda;

    /// <summary>Generations the distribution has been updated with.</summary>
    public int Generation { get; private set; }

    /// <summary>Recombination weights of the better half of a generation, best first; they sum to 1.</summary>
    public ReadOnlySpan<double> Weights => _p.Weights.AsSpan(0, _p.Mu);

    /// <summary>Whether only variances are learned.</summary>
    public bool IsSeparable { get; }

    /// <summary>C: the covariance without σ², d × d, row-major.</summary>
    public ReadOnlySpan<double> Covariance => _c;

    /// <summary>
    /// Whether a restart is due: the distribution has shrunk to a point, diverged, or is too ill-conditioned for double precision.
    /// </summary>
    /// <remarks>
    /// Criteria TolX (10⁻¹¹ of the initial step size), TolXUp (10⁴) and ConditionCov (10¹⁴) of the tutorial, section B.3.
    /// </remarks>
    public bool IsDegenerate
    {
        get
        {
            double widest = Math.Sqrt(_eigenvalues.Max()), narrowest = Math.Sqrt(_eigenvalues.Min());
            return Sigma * widest < 1e-11 * _initialSigma || Sigma * widest > 1e4 || widest > 1e7 * narrowest || double.IsNaN(Sigma);
        }
    }

    /// <summary>Draws a point of N(m, σ² · A · C · A).</summary>
    public double[] Sample(ref RandomStream random)
    {
        double[] z = new double[_d];
        for (int i = 0; i < _d; i++)
        {
            z[i] = random.NextNormal(); // eq. 38
        }

        return At(z);
    }

    /// <summary>The point of N(m, σ² · A · C · A) that belongs to a point of N(0, I).</summary>
    public double[] At(ReadOnlySpan<double> z)
    {
        double[] x = new double[_d];
        for (int i = 0; i < _d; i++)
        {
            double y = 0;
            for (int k = 0; k < _d; k++)
            {
                y += _eigenvectors[(i * _d) + k] * (Math.Sqrt(_eigenvalues[k]) * z[k]); // eq. 39
            }

            x[i] = Mean[i] + (Sigma * _a[i] * y); // eq. 40
        }

        return x;
    }

    /// <summary>Updates the distribution with the points of a generation.</summary>
    /// <param name="points">λ points with their losses, in any order; of equal losses the earlier point ranks first.</param>
    public void Update(IReadOnlyList<(double[] Point, double Loss)> points)
    {
        Setting.RequireLength(points.Count, PopulationSize, nameof(points));
        Generation++;
        double[] oldMean = [.. Mean], oldCovariance = [.. _c.Select(c => c * Sigma * Sigma)], oldRoot = InverseRoot();
        double[][] y = [.. points.OrderBy(point => point.Loss).Select(point => Standardize(point.Point))];
        double[] yw = new double[_d];
        for (int i = 0; i < _d; i++)
        {
            yw[i] = Enumerable.Range(0, _p.Mu).Sum(k => _p.Weights[k] * y[k][i]); // eq. 41
            Mean[i] += Sigma * _a[i] * yw[i]; // eq. 42
        }

        bool isPathShort = UpdatePaths(yw, out double norm);
        UpdateCovariance(y, isPathShort);
        Sigma *= PortableMath.Exp(Math.Min(1, _p.CSigma / _p.DSigma * ((norm / _p.ExpectedNorm) - 1))); // eq. 44, at most e per generation
        if (_rates is not null)
        {
            AdaptLearningRates(_rates, oldMean, oldCovariance, oldRoot);
        }

        Decompose();
    }

    /// <summary>
    /// Widens and shifts the marginal distribution of a coordinate so that it leaves its cell with probability α or more.
    /// </summary>
    /// <remarks>
    /// The margin correction of Hamano et al., GECCO 2022, section 4: the mean of a binary coordinate (an open end) is shifted, of an
    /// integer one A is changed, too. CI(1 − 2p)² is there the 1 − 2p quantile of χ² with one degree of freedom, so that CI(1 − 2p) =
    /// −Φ⁻¹(p).
    /// </remarks>
    /// <param name="i">The coordinate.</param>
    /// <param name="low">ℓ_low: the lower end of the mean's cell; −∞ for the first cell.</param>
    /// <param name="high">ℓ_up: the upper end; ∞ for the last.</param>
    /// <param name="α">The margin: 1 / (d λ) in the paper.</param>
    public void ApplyMargin(int i, double low, double high, double α)
    {
        double deviation = Sigma * _a[i] * Math.Sqrt(_c[(i * _d) + i]);
        if (double.IsInfinity(low) || double.IsInfinity(high))
        {
            // m ← ℓ + sign(m − ℓ) · min(|m − ℓ|, CI(1 − 2α))
            double reach = -Normal.Quantile(α) * deviation;
            Mean[i] = double.IsInfinity(low) ? Math.Max(Mean[i], high - reach) : Math.Min(Mean[i], low + reach);
            return;
        }

        // p_low = P(x ≤ ℓ_low), p_up = P(x > ℓ_up), p_mid = 1 − p_low − p_up; both sides are raised: p ← max(α / 2, p).
        double below = Normal.Cdf((low - Mean[i]) / deviation), above = Normal.Cdf((Mean[i] - high) / deviation);
        double inside = 1 - below - above;
        (below, above) = (Math.Max(α / 2, below), Math.Max(α / 2, above));

        // What was added is taken from all by their excess: p ← p + (1 − Σp) (p − α / 2) / (Σp − 3α / 2).
        double sum = below + inside + above, share = (1 - sum) / (sum - (1.5 * α));
        (below, above) = (below + (share * (below - (α / 2))), above + (share * (above - (α / 2))));

        // The mean and A with these probabilities: m − ℓ_low = CI(1 − 2 p_low) σ A √C, ℓ_up − m = CI(1 − 2 p_up) σ A √C.
        double left = -Normal.Quantile(below), right = -Normal.Quantile(above);
        if (left + right > 0)
        {
            double wanted = (high - low) / (left + right);
            _a[i] *= wanted / deviation;
            Mean[i] = low + (left * wanted);
        }
    }

    /// <summary>Updates the evolution paths p_σ and p_c.</summary>
    /// <param name="yw">⟨y⟩_w: the weighted mean of the best steps.</param>
    /// <param name="norm">‖p_σ‖.</param>
    /// <returns>h_σ: whether p_σ is not so long that p_c must stall.</returns>
    private bool UpdatePaths(double[] yw, out double norm)
    {
        double[] whitened = Whiten(yw);
        for (int i = 0; i < _d; i++)
        {
            _pσ[i] = ((1 - _p.CSigma) * _pσ[i]) + (Math.Sqrt(_p.CSigma * (2 - _p.CSigma) * _p.MuEff) * whitened[i]); // eq. 43
        }

        norm = Norm(_pσ);
        double stationary = Math.Sqrt(1 - PortableMath.Pow(1 - _p.CSigma, 2 * Generation));
        bool isShort = norm / stationary < (1.4 + (2 / (_d + 1.0))) * _p.ExpectedNorm; // h_σ, below eq. 45
        for (int i = 0; i < _d; i++)
        {
            _pc[i] = ((1 - _p.CC) * _pc[i]) + (isShort ? Math.Sqrt(_p.CC * (2 - _p.CC) * _p.MuEff) * yw[i] : 0); // eq. 45
        }

        return isShort;
    }

    /// <summary>Rank-one and rank-μ update of the covariance.</summary>
    /// <param name="y">Standardized points, best first.</param>
    /// <param name="isPathShort">h_σ.</param>
    private void UpdateCovariance(double[][] y, bool isPathShort)
    {
        // Eq. 46.
        double[] w = [.. _p.Weights.Select((weight, k) => weight >= 0 ? weight : weight * _d / (Square(Norm(Whiten(y[k]))) + 1e-8))];
        double δ = isPathShort ? 0 : _p.C1 * _p.CC * (2 - _p.CC); // c₁ δ(h_σ)
        double kept = 1 - _p.C1 - (_p.CMu * _p.Weights.Sum()) + δ;
        for (int i = 0; i < _d; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                if (IsSeparable && i != j)
                {
                    continue;
                }

                double sum = 0;
                for (int k = 0; k < w.Length; k++)
                {
                    sum += w[k] * y[k][i] * y[k][j];
                }

                _c[(i * _d) + j] = _c[(j * _d) + i] = (kept * _c[(i * _d) + j]) + (_p.C1 * _pc[i] * _pc[j]) + (_p.CMu * sum); // eq. 47
            }
        }
    }

    /// <summary>
    /// Shortens the update just made by the learning rates of mean and covariance (Nomura et al., GECCO 2023, algorithm 1).
    /// </summary>
    private void AdaptLearningRates(LearningRates rates, double[] oldMean, double[] oldCovariance, double[] oldRoot)
    {
        double[] meanStep = [.. Enumerable.Range(0, _d).Select(i => (Mean[i] - oldMean[i]) / _a[i])];
        double[] covariance = [.. _c.Select((c, i) => (c * Sigma * Sigma) - oldCovariance[i])];
        double before = rates.OfMean;
        rates.Update(Times(oldRoot, meanStep), [.. Congruent(oldRoot, covariance).Select(x => x / Math.Sqrt(2))]);
        for (int i = 0; i < _d; i++)
        {
            Mean[i] = oldMean[i] + (rates.OfMean * meanStep[i] * _a[i]);
        }

        for (int i = 0; i < covariance.Length; i++)
        {
            covariance[i] = oldCovariance[i] + (rates.OfCovariance * covariance[i]);
        }

        double logDeterminant = SymmetricEigen.Of(covariance, _d).Values.Sum(λ => PortableMath.Log(Math.Max(λ, 1e-300)));
        double scale = PortableMath.Exp(logDeterminant / (2 * _d)); // σ² · C is split so that det C = 1
        for (int i = 0; i < covariance.Length; i++)
        {
            _c[i] = covariance[i] / (scale * scale);
        }

        Sigma = scale * before / rates.OfMean; // a step size that fits the new rate of the mean
    }

    /// <summary>C = B·D²·Bᵀ.</summary>
    private void Decompose()
    {
        (_eigenvalues, _eigenvectors) = IsSeparable ? (Diagonal(), _eigenvectors) : SymmetricEigen.Of(_c, _d);
        for (int i = 0; i < _d; i++)
        {
            _eigenvalues[i] = Math.Max(_eigenvalues[i], 1e-16);
        }
    }

    /// <summary>(σ² · C)^(−½), where learning rates adapt; else empty.</summary>
    private double[] InverseRoot()
    {
        double[] root = new double[_rates is null ? 0 : _d * _d];
        for (int i = 0; i < root.Length; i++)
        {
            int row = i / _d * _d, column = i % _d * _d;
            double sum = Enumerable.Range(0, _d).Sum(k => _eigenvectors[row + k] * _eigenvectors[column + k] / Math.Sqrt(_eigenvalues[k]));
            root[i] = sum / Sigma;
        }

        return root;
    }

    private double[] Times(double[] matrix, double[] vector) =>
        [.. Enumerable.Range(0, _d).Select(i => Enumerable.Range(0, _d).Sum(k => matrix[(i * _d) + k] * vector[k]))];

    /// <summary>R · M · R of symmetric matrices.</summary>
    private double[] Congruent(double[] r, double[] m)
    {
        double[][] half = [.. Enumerable.Range(0, _d).Select(column => Times(r, ColumnOf(m, column)))]; // columns of R · M
        return [.. Enumerable.Range(0, _d).SelectMany(row => Times(r, [.. Enumerable.Range(0, _d).Select(column => half[column][row])]))];
    }

    private double[] ColumnOf(double[] matrix, int column) => [.. Enumerable.Range(0, _d).Select(row => matrix[(row * _d) + column])];

    /// <summary>C^(−½) · y = B·D⁻¹·Bᵀ·y.</summary>
    private double[] Whiten(double[] y)
    {
        double[] z = new double[_d], white = new double[_d];
        for (int k = 0; k < _d; k++)
        {
            z[k] = Enumerable.Range(0, _d).Sum(i => _eigenvectors[(i * _d) + k] * y[i]) / Math.Sqrt(_eigenvalues[k]);
        }

        for (int i = 0; i < _d; i++)
        {
            white[i] = Enumerable.Range(0, _d).Sum(k => _eigenvectors[(i * _d) + k] * z[k]);
        }

        return white;
    }

    /// <summary>y = A⁻¹ (x − m) / σ.</summary>
    private double[] Standardize(double[] point) => [.. point.Select((x, i) => (x - Mean[i]) / (Sigma * _a[i]))];

    private double[] Diagonal() => [.. Enumerable.Range(0, _d).Select(i => _c[(i * _d) + i])];

    private static double[] Identity(int d)
    {
        double[] identity = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            identity[(i * d) + i] = 1;
        }

        return identity;
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(Square));

    private static double Square(double x) => x * x;
}
