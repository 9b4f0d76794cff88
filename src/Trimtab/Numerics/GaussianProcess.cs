namespace Trimtab.Numerics;

/// <summary>
/// Matérn 5/2 kernel with a length scale per dimension: k = c · (1 + √5 r + 5r²/3) · e^(−√5 r), r² = Σ wᵢ dᵢ². Immutable.
/// </summary>
/// <remarks>Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), eq. 4.17.</remarks>
/// <param name="Weights">wᵢ: inverse squared length scales, above 0.</param>
/// <param name="Scale">c: variance of the process, above 0.</param>
/// <param name="Noise">Variance of the noise of the observations, above 0.</param>
/// <param name="IsCategorical">Dimensions on which points are equal (d² = 0) or not (d² = 1); <see langword="null"/> for none.</param>
internal sealed record MaternKernel(double[] Weights, double Scale, double Noise, bool[]? IsCategorical = null)
{
    private static readonly double _rootFive = Math.Sqrt(5);

    /// <summary>Weighted squared distance wᵢ · dᵢ² along one dimension.</summary>
    public double Part(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int axis)
    {
        double difference = a[axis] - b[axis];
        bool isCategorical = IsCategorical is not null && IsCategorical[axis];
        return !isCategorical ? Weights[axis] * difference * difference : difference == 0 ? 0 : Weights[axis];
    }

    /// <summary>The covariance k(a, b), without noise, and its derivative with respect to r².</summary>
    public (double Value, double Slope) At(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double square = 0;
        for (int axis = 0; axis < Weights.Length; axis++)
        {
            square += Part(a, b, axis);
        }

        double far = _rootFive * Math.Sqrt(square), decay = Scale * PortableMath.Exp(-far);
        return ((1 + far + (5.0 / 3 * square)) * decay, -5.0 / 6 * (1 + far) * decay);
    }
}

/// <summary>Gaussian process regression: posterior mean and variance, log marginal likelihood and its gradient. Immutable.</summary>
/// <remarks>
/// Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), algorithm 2.1 and section 5.4. O(n³) in points.
/// </remarks>
internal sealed class GaussianProcess
{
    private readonly double[][] _x;
    private readonly MaternKernel _kernel;
    private readonly double[][] _cholesky, _slopes; // rows of L up to the diagonal; derivatives of the kernel with respect to r²
    private readonly double[] _α;
    private double[][]? _inverse; // rows of L⁻¹

    /// <summary>Fits observations: K + σ²I = L·Lᵀ, α = (K + σ²I)⁻¹ y (algorithm 2.1, lines 2 and 3).</summary>
    /// <param name="x">n points of d numbers.</param>
    /// <param name="y">n observations, of mean about 0: the prior mean is 0.</param>
    /// <param name="kernel">The kernel, with the variance of the noise.</param>
    /// <exception cref="ArithmeticException">The covariance is not positive definite.</exception>
    public GaussianProcess(double[][] x, double[] y, MaternKernel kernel)
    {
        (_x, _kernel, Lowest) = (x, kernel, y.Min());
        int n = x.Length;
        (_cholesky, _slopes) = (new double[n][], new double[n][]);
        double logDeterminant = 0;
        for (int i = 0; i < n; i++)
        {
            double[] row = _cholesky[i] = new double[i + 1], slope = _slopes[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                (double k, slope[j]) = kernel.At(x[i], x[j]);
                double rest = k + (i == j ? kernel.Noise : 0) - DenseVector.Dot(row, _cholesky[j], j);
                row[j] = i == j ? Math.Sqrt(rest) : rest / _cholesky[j][j];
            }

            logDeterminant += PortableMath.Log(row[i]);
            if (!(row[i] > 0))
            {
                throw new ArithmeticException("The covariance matrix is not positive definite.");
            }
        }

        double[] z = SolveLower(y);
        LogLikelihood = (-0.5 * DenseVector.Dot(z, z, n)) - logDeterminant - (n * Normal.LogRootTwoPi); // eq. 2.30; algorithm 2.1, line 7
        _α = SolveUpper(z);
    }

    /// <summary>The least observation.</summary>
    public double Lowest { get; }

    /// <summary>Log marginal likelihood ln p(y | X).</summary>
    public double LogLikelihood { get; }

    /// <summary>
    /// Derivatives of <see cref="LogLikelihood"/> with respect to ln wᵢ, then ln c, then the noise: ½ tr((ααᵀ − K⁻¹) ∂K/∂θ) (eq. 5.9).
    /// </summary>
    public double[] Gradient()
    {
        int n = _x.Length, d = _kernel.Weights.Length;
        double[][] inverse = Inverse();
        double[] gradient = new double[d + 2];
        double[] column = new double[n];
        for (int i = 0; i < n; i++)
        {
            // Row i of α·αᵀ − K⁻¹, up to the diagonal; K⁻¹ = L⁻ᵀ · L⁻¹.
            Array.Clear(column);
            for (int k = i; k < n; k++)
            {
                DenseVector.AddScaled(column, inverse[k][i], inverse[k], i + 1);
            }

            for (int j = 0; j <= i; j++)
            {
                double m = (_α[i] * _α[j]) - column[j], weight = i == j ? 0.5 : 1; // the lower half stands for both
                if (i == j)
                {
                    gradient[d] += weight * m * _kernel.Scale;
                    gradient[d + 1] += weight * m;
                    continue;
                }

                double slope = weight * m * _slopes[i][j];
                for (int axis = 0; axis < d; axis++)
                {
                    gradient[axis] += slope * _kernel.Part(_x[i], _x[j], axis);
                }

                gradient[d] += weight * m * _kernel.At(_x[i], _x[j]).Value;
            }
        }

        return gradient;
    }

    /// <summary>Posterior mean kᵀα and variance k(x, x) − kᵀK⁻¹k at a point, without noise (eq. 2.25 and 2.26).</summary>
    public (double Mean, double Variance) At(ReadOnlySpan<double> point)
    {
        int n = _x.Length;
        double[] k = new double[n];
        for (int i = 0; i < n; i++)
        {
            k[i] = _kernel.At(point, _x[i]).Value;
        }

        double[][] inverse = Inverse();
        double explained = 0;
        for (int i = 0; i < n; i++)
        {
            double part = DenseVector.Dot(inverse[i], k, i + 1);
            explained += part * part;
        }

        return (DenseVector.Dot(k, _α, n), Math.Max(1e-12, _kernel.Scale - explained));
    }

    /// <summary>Leave-one-out residuals: each observation minus its mean predicted from the others, αᵢ / [K⁻¹]ᵢᵢ (eq. 5.12).</summary>
    public double[] LeaveOneOut()
    {
        double[] precision = new double[_x.Length];
        foreach (double[] row in Inverse())
        {
            for (int i = 0; i < row.Length; i++)
            {
                precision[i] += row[i] * row[i];
            }
        }

        return [.. _α.Select((α, i) => α / precision[i])];
    }

    /// <summary>Rows of L⁻¹ up to the diagonal; computed once.</summary>
    private double[][] Inverse()
    {
        if (_inverse is not null)
        {
            return _inverse;
        }

        int n = _x.Length;
        var inverse = new double[n][];
        for (int i = 0; i < n; i++)
        {
            double[] row = inverse[i] = new double[i + 1];
            for (int k = 0; k < i; k++)
            {
                DenseVector.AddScaled(row, -_cholesky[i][k], inverse[k], k + 1);
            }

            double diagonal = 1 / _cholesky[i][i];
            for (int j = 0; j < i; j++)
            {
                row[j] *= diagonal;
            }

            row[i] = diagonal;
        }

        return _inverse = inverse;
    }

    /// <summary>Forward substitution: z with L·z = y.</summary>
    private double[] SolveLower(double[] y)
    {
        double[] z = new double[y.Length];
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = (y[i] - DenseVector.Dot(_cholesky[i], z, i)) / _cholesky[i][i];
        }

        return z;
    }

    /// <summary>Back substitution: α with Lᵀ·α = z.</summary>
    private double[] SolveUpper(double[] z)
    {
        double[] α = [.. z];
        for (int i = α.Length - 1; i >= 0; i--)
        {
            α[i] /= _cholesky[i][i];
            DenseVector.AddScaled(α, -α[i], _cholesky[i], i);
        }

        return α;
    }
}
