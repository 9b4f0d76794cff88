namespace Trimtab.Numerics;

/// <summary>CMA-ES: a normal distribution that moves, widens and turns towards what was good. Minimizes; not thread-safe.</summary>
/// <remarks>
/// Hansen, "The CMA evolution strategy: a tutorial", arXiv 1604.00772, with active (negative) weights; defaults as there. With a margin
/// (Hamano et al., GECCO 2022) coordinates that stand for cells never lose the chance to leave theirs.
/// </remarks>
internal sealed class CovarianceAdaptation
{
    private readonly int _d, _μ;
    private readonly double[] _weights; // λ of them: positive for the best μ, negative for the rest
    private readonly double _μEff, _c1, _cμ, _cσ, _dσ, _cc, _expectedNorm, _firstσ;
    private readonly double[] _c, _pσ, _pc, _a; // covariance, paths, margin's scale of each coordinate
    private readonly LearningRates? _rates;
    private double[] _eigenvalues, _eigenvectors;

    /// <summary>A distribution around <paramref name="mean"/>.</summary>
    /// <param name="mean">d numbers; copied.</param>
    /// <param name="sigma">The first standard deviation in every direction.</param>
    /// <param name="populationSize">λ, 4 or more. Default 4 + ⌊3 ln d⌋.</param>
    /// <param name="isSeparable">Whether only variances are learned, not covariances (Ros and Hansen 2008): fewer trials in many dimensions.</param>
    /// <param name="adaptsRates">Whether the steps of mean and covariance shrink where they are mostly noise (LRA-CMA-ES: Nomura et al., GECCO 2023): for rugged and noisy functions.</param>
    /// <param name="covariance">d × d, row-major, without σ. Default: the same in every direction.</param>
    public CovarianceAdaptation(double[] mean, double sigma, int? populationSize = null, bool isSeparable = false, bool adaptsRates = false, double[]? covariance = null)
    {
        (Mean, Sigma, _firstσ, _d, IsSeparable) = ([.. mean], sigma, sigma, mean.Length, isSeparable);
        int λ = populationSize ?? DefaultPopulation(_d);
        PopulationSize = λ;
        _μ = λ / 2;
        double[] raw = [.. Enumerable.Range(1, λ).Select(i => PortableMath.Log((λ + 1) / 2.0) - PortableMath.Log(i))];
        _μEff = Effective(raw.AsSpan(0, _μ));
        double μEffNegative = Effective(raw.AsSpan(_μ));
        double boost = isSeparable ? (_d + 2) / 3.0 : 1;
        _c1 = Math.Min(0.5, boost * 2 / (Square(_d + 1.3) + _μEff));
        _cμ = Math.Min(1 - _c1 - 1e-8, boost * 2 * (_μEff - 2 + (1 / _μEff)) / (Square(_d + 2) + _μEff));
        double negative = Math.Min(1 + (_c1 / _cμ), Math.Min(1 + (2 * μEffNegative / (_μEff + 2)), (1 - _c1 - _cμ) / (_d * _cμ)));
        double positiveSum = raw.Take(_μ).Sum(), negativeSum = -raw.Skip(_μ).Sum();
        _weights = [.. raw.Select((w, i) => i < _μ ? w / positiveSum : w * negative / negativeSum)];
        _cσ = (_μEff + 2) / (_d + _μEff + 5);
        _dσ = 1 + (2 * Math.Max(0, Math.Sqrt((_μEff - 1) / (_d + 1)) - 1)) + _cσ;
        _cc = (4 + (_μEff / _d)) / (_d + 4 + (2 * _μEff / _d));
        _expectedNorm = Math.Sqrt(_d) * (1 - (1.0 / (4 * _d)) + (1.0 / (21 * Square(_d))));
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

    /// <summary>The middle of the distribution.</summary>
    public double[] Mean { get; }

    /// <summary>σ: the scale of all directions.</summary>
    public double Sigma { get; private set; }

    /// <summary>λ: points a generation.</summary>
    public int PopulationSize { get; }

    /// <summary>Generations told.</summary>
    public int Generation { get; private set; }

    /// <summary>What the better half of a generation weighs, best first; sums to 1.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, _μ);

    /// <summary>Whether only variances are learned.</summary>
    public bool IsSeparable { get; }

    /// <summary>The covariance, d × d, row-major, without σ.</summary>
    public ReadOnlySpan<double> Covariance => _c;

    /// <summary>Whether it has become a point, or so long and thin that numbers give out: nothing more will come of it.</summary>
    public bool IsSpent
    {
        get
        {
            double widest = Math.Sqrt(_eigenvalues.Max()), narrowest = Math.Sqrt(_eigenvalues.Min());
            return Sigma * widest < 1e-11 * _firstσ || Sigma * widest > 1e4 || widest > 1e7 * narrowest || double.IsNaN(Sigma);
        }
    }

    /// <summary>4 + ⌊3 ln d⌋.</summary>
    public static int DefaultPopulation(int dimensions) => 4 + (int)(3 * PortableMath.Log(dimensions));

    /// <summary>Draws a point.</summary>
    public double[] Sample(ref RandomStream random)
    {
        double[] z = new double[_d], x = new double[_d];
        for (int i = 0; i < _d; i++)
        {
            z[i] = Math.Sqrt(_eigenvalues[i]) * random.NextNormal();
        }

        for (int i = 0; i < _d; i++)
        {
            double y = 0;
            for (int k = 0; k < _d; k++)
            {
                y += _eigenvectors[(i * _d) + k] * z[k];
            }

            x[i] = Mean[i] + (Sigma * _a[i] * y);
        }

        return x;
    }

    /// <summary>Learns from a generation.</summary>
    /// <param name="points">λ points with their losses, in any order; on equal losses the earlier counts as better.</param>
    public void Tell(IReadOnlyList<(double[] Point, double Loss)> points)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Count, PopulationSize, nameof(points));
        Generation++;
        double[] oldMean = [.. Mean], oldCovariance = [.. _c.Select(c => c * Sigma * Sigma)], oldRoot = InverseRoot();
        double[][] y = [.. points.OrderBy(point => point.Loss).Select(point => Step(point.Point))];
        double[] yw = new double[_d];
        for (int i = 0; i < _d; i++)
        {
            yw[i] = Enumerable.Range(0, _μ).Sum(k => _weights[k] * y[k][i]);
            Mean[i] += Sigma * _a[i] * yw[i];
        }

        double[] whitened = Whiten(yw);
        for (int i = 0; i < _d; i++)
        {
            _pσ[i] = ((1 - _cσ) * _pσ[i]) + (Math.Sqrt(_cσ * (2 - _cσ) * _μEff) * whitened[i]);
        }

        double norm = Norm(_pσ);
        bool moves = norm / Math.Sqrt(1 - PortableMath.Pow(1 - _cσ, 2 * Generation)) < (1.4 + (2 / (_d + 1.0))) * _expectedNorm;
        for (int i = 0; i < _d; i++)
        {
            _pc[i] = ((1 - _cc) * _pc[i]) + (moves ? Math.Sqrt(_cc * (2 - _cc) * _μEff) * yw[i] : 0);
        }

        Turn(y, moves);
        Sigma *= PortableMath.Exp(Math.Min(1, _cσ / _dσ * ((norm / _expectedNorm) - 1)));
        if (_rates is not null)
        {
            Slow(_rates, oldMean, oldCovariance, oldRoot);
        }

        Decompose();
    }

    /// <summary>Gives coordinate <paramref name="i"/> the chance of at least <paramref name="α"/> to leave its cell.</summary>
    /// <param name="i">The coordinate.</param>
    /// <param name="low">The cell's lower end; −∞ for the first cell.</param>
    /// <param name="high">Its upper end; ∞ for the last.</param>
    /// <param name="α">The margin: 1 / (d λ) in the paper.</param>
    public void KeepMargin(int i, double low, double high, double α)
    {
        double deviation = Sigma * _a[i] * Math.Sqrt(_c[(i * _d) + i]);
        if (double.IsInfinity(low) || double.IsInfinity(high))
        {
            double reach = -Normal.Quantile(α) * deviation;
            Mean[i] = double.IsInfinity(low) ? Math.Max(Mean[i], high - reach) : Math.Min(Mean[i], low + reach);
            return;
        }

        double below = Math.Max(α / 2, Normal.Cdf((low - Mean[i]) / deviation)), above = Math.Max(α / 2, Normal.Cdf((Mean[i] - high) / deviation));
        double inside = 1 - below - above;
        if (inside <= 0 || double.IsNaN(inside))
        {
            return;
        }

        double left = -Normal.Quantile(below), right = -Normal.Quantile(above);
        if (left + right > 0)
        {
            double wanted = (high - low) / (left + right);
            _a[i] *= wanted / deviation;
            Mean[i] = low + (left * wanted);
        }
    }

    /// <summary>Goes only a part of the step just made: as much as it was signal.</summary>
    private void Slow(LearningRates rates, double[] oldMean, double[] oldCovariance, double[] oldRoot)
    {
        double[] step = [.. Enumerable.Range(0, _d).Select(i => (Mean[i] - oldMean[i]) / _a[i])];
        double[] turn = [.. _c.Select((c, i) => (c * Sigma * Sigma) - oldCovariance[i])];
        double before = rates.OfMean;
        rates.Learn(Times(oldRoot, step), [.. Both(oldRoot, turn).Select(x => x / Math.Sqrt(2))]);
        for (int i = 0; i < _d; i++)
        {
            Mean[i] = oldMean[i] + (rates.OfMean * step[i] * _a[i]);
        }

        for (int i = 0; i < turn.Length; i++)
        {
            turn[i] = oldCovariance[i] + (rates.OfCovariance * turn[i]);
        }

        double logDeterminant = SymmetricEigen.Of(turn, _d).Values.Sum(λ => PortableMath.Log(Math.Max(λ, 1e-300)));
        double scale = PortableMath.Exp(logDeterminant / (2 * _d));
        for (int i = 0; i < turn.Length; i++)
        {
            _c[i] = turn[i] / (scale * scale);
        }

        Sigma = scale * before / rates.OfMean;
    }

    private void Decompose()
    {
        (_eigenvalues, _eigenvectors) = IsSeparable ? (Diagonal(), _eigenvectors) : SymmetricEigen.Of(_c, _d);
        for (int i = 0; i < _d; i++)
        {
            _eigenvalues[i] = Math.Max(_eigenvalues[i], 1e-16);
        }
    }

    /// <summary>(σ² · C)^(−½), where rates are adapted.</summary>
    private double[] InverseRoot()
    {
        double[] root = new double[_rates is null ? 0 : _d * _d];
        for (int i = 0; i < root.Length; i++)
        {
            root[i] = Enumerable.Range(0, _d).Sum(k => _eigenvectors[((i / _d) * _d) + k] * _eigenvectors[((i % _d) * _d) + k] / Math.Sqrt(_eigenvalues[k])) / Sigma;
        }

        return root;
    }

    private double[] Times(double[] matrix, double[] vector) => [.. Enumerable.Range(0, _d).Select(i => Enumerable.Range(0, _d).Sum(k => matrix[(i * _d) + k] * vector[k]))];

    /// <summary>R · M · R of symmetric matrices.</summary>
    private double[] Both(double[] r, double[] m)
    {
        double[][] half = [.. Enumerable.Range(0, _d).Select(column => Times(r, [.. Enumerable.Range(0, _d).Select(row => m[(row * _d) + column])]))]; // columns of R · M
        return [.. Enumerable.Range(0, _d).SelectMany(row => Times(r, [.. Enumerable.Range(0, _d).Select(column => half[column][row])]))];
    }

    private void Turn(double[][] y, bool moves)
    {
        double[] w = [.. _weights.Select((weight, k) => weight >= 0 ? weight : weight * _d / (Square(Norm(Whiten(y[k]))) + 1e-8))];
        double kept = 1 - _c1 - (_cμ * _weights.Sum()) + (moves ? 0 : _c1 * _cc * (2 - _cc));
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

                _c[(i * _d) + j] = _c[(j * _d) + i] = (kept * _c[(i * _d) + j]) + (_c1 * _pc[i] * _pc[j]) + (_cμ * sum);
            }
        }
    }

    /// <summary>C^(−½) · y.</summary>
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

    private double[] Step(double[] point) => [.. point.Select((x, i) => (x - Mean[i]) / (Sigma * _a[i]))];

    private double[] Diagonal() => [.. Enumerable.Range(0, _d).Select(i => _c[(i * _d) + i])];

    private static double Effective(ReadOnlySpan<double> weights)
    {
        double sum = 0, squares = 0;
        foreach (double weight in weights)
        {
            (sum, squares) = (sum + weight, squares + (weight * weight));
        }

        return sum * sum / squares;
    }

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
