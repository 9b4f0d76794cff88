using System.Runtime.Intrinsics;

namespace Trimtab.Numerics;

/// <summary>Gaussian process regression: posterior mean and variance, log marginal likelihood and their gradients. Immutable.</summary>
/// <remarks>
/// Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), algorithm 2.1 and section 5.4. O(n³) in points. Rows are
/// padded with zeros to a multiple of eight, so that no loop has a remainder.
/// </remarks>
internal sealed class GaussianProcess
{
    private const int Lanes = 8;

    private readonly int _n, _stride;
    private readonly Kernel _kernel;
    private readonly double[][] _points, _columns; // by point; by dimension, padded
    private readonly double[] _upper; // rows of U = Lᵀ, valid from the diagonal on
    private readonly double[] _α, _observations;
    private readonly double _misfit; // yᵀ(K + σ²I)⁻¹y
    private double[]? _inverse; // rows of L⁻¹, valid up to the diagonal, 0 beyond

    /// <summary>Fits observations: K + σ²I = L·Lᵀ, α = (K + σ²I)⁻¹ y (algorithm 2.1, lines 2 and 3).</summary>
    /// <param name="x">n points of d numbers.</param>
    /// <param name="y">n observations, of mean about 0: the prior mean is 0.</param>
    /// <param name="kernel">The kernel, with the variance of the noise.</param>
    /// <exception cref="ArithmeticException">The covariance is not positive definite.</exception>
    public GaussianProcess(double[][] x, double[] y, Kernel kernel)
    {
        (_points, _observations, _kernel, _n, Lowest) = (x, y, kernel, x.Length, y.Min());
        _stride = (_n + Lanes - 1) / Lanes * Lanes;
        _columns = ColumnsOf(x, kernel.Dimensions, _stride);
        _upper = new double[_n * _stride];
        for (int i = 0; i < _n; i++)
        {
            kernel.Fill(x[i], _columns, i / Lanes * Lanes, Row(_upper, i));
            _upper[(i * _stride) + i] += kernel.Noise;
        }

        double logDeterminant = Decompose();
        _α = new double[_stride];
        y.CopyTo(_α, 0);
        SolveLower(_α);
        _misfit = DenseVector.Dot(_α, _α, _stride);
        LogLikelihood = (-0.5 * _misfit) - logDeterminant - (_n * Normal.LogRootTwoPi); // eq. 2.30; line 7
        SolveUpper(_α);
    }

    /// <summary>The least observation.</summary>
    public double Lowest { get; }

    /// <summary>The observations, in the order of the points.</summary>
    public IReadOnlyList<double> Observations => _observations;

    /// <summary>The coordinates of the points, a dimension an array, with zeros to a multiple of eight.</summary>
    public double[][] Columns => _columns;

    /// <summary>Log marginal likelihood ln p(y | X).</summary>
    public double LogLikelihood { get; }

    /// <summary>
    /// Derivatives of <see cref="LogLikelihood"/> with respect to the parameters of the kernel, then the noise: ½ tr((ααᵀ − K⁻¹) ∂K/∂θ)
    /// (eq. 5.9).
    /// </summary>
    public double[] Gradient()
    {
        double[] inverse = Inverse(), gradient = new double[_kernel.Parameters + 1], row = new double[_stride];
        var sums = new Vector512<double>[_kernel.Parameters];
        double trace = 0;
        for (int i = 0; i < _n; i++)
        {
            // Row i of ααᵀ − K⁻¹ up to the diagonal; K⁻¹ = L⁻ᵀ · L⁻¹.
            int end = (i / Lanes * Lanes) + Lanes;
            Array.Clear(row);
            DenseVector.AddScaled(row, _α[i], _α, end);
            for (int k = i; k < _n; k++)
            {
                DenseVector.AddScaled(row, -inverse[(k * _stride) + i], Row(inverse, k), end);
            }

            trace += row[i];
            row.AsSpan(i).Clear(); // the kernel adds the diagonal by itself, and the lower half stands for both
            _kernel.AddDerivatives(_points[i], _columns, row, i, sums);
        }

        for (int parameter = 0; parameter < sums.Length; parameter++)
        {
            gradient[parameter] = PortableMath.Sum(sums[parameter]);
        }

        gradient[^1] = 0.5 * trace;
        _kernel.AddDiagonal(gradient, _misfit, _n);
        return gradient;
    }

    /// <summary>Posterior mean kᵀα and variance k(x, x) − kᵀK⁻¹k at a point, without noise (eq. 2.25 and 2.26).</summary>
    public (double Mean, double Variance) At(ReadOnlySpan<double> point) => At(point, [], []);

    /// <summary>Posterior mean and variance at a point, and their derivatives by its coordinates.</summary>
    /// <param name="point">d numbers.</param>
    /// <param name="meanSlopes">d numbers, written; empty if they are not wanted.</param>
    /// <param name="varianceSlopes">As <paramref name="meanSlopes"/>. Both are 0 along categorical dimensions.</param>
    public (double Mean, double Variance) At(ReadOnlySpan<double> point, Span<double> meanSlopes, Span<double> varianceSlopes)
    {
        double[] inverse = Inverse();
        double[] k = new double[_stride];
        _kernel.Fill(point, _columns, 0, k);
        double mean = DenseVector.Dot(k, _α, _stride), explained = 0;
        double[]? weights = meanSlopes.IsEmpty ? null : new double[_stride]; // K⁻¹k
        for (int i = 0; i < _n; i++)
        {
            int end = (i / Lanes * Lanes) + Lanes;
            double part = DenseVector.Dot(Row(inverse, i), k, end);
            explained += part * part;
            if (weights is not null)
            {
                DenseVector.AddScaled(weights, part, Row(inverse, i), end);
            }
        }

        if (weights is not null)
        {
            // ∂μ/∂x = Σ αⱼ ∂kⱼ/∂x and ∂σ²/∂x = −2 Σ (K⁻¹k)ⱼ ∂kⱼ/∂x.
            _kernel.Slopes(point, _columns, _α, weights, meanSlopes, varianceSlopes);
            for (int axis = 0; axis < varianceSlopes.Length; axis++)
            {
                varianceSlopes[axis] *= -2;
            }
        }

        return (mean, Math.Max(1e-12, _kernel.Variance - explained));
    }

    /// <summary>Mean kᵀα of a part of the process.</summary>
    /// <param name="covariances">k: its covariances with the points, to a multiple of eight.</param>
    public double Mean(double[] covariances) => DenseVector.Dot(covariances, _α, _stride);

    /// <summary>L⁻¹k, whose square is what the observations take off the variance of a part of the process.</summary>
    /// <param name="covariances">As in <see cref="Mean"/>.</param>
    public double[] Whitened(double[] covariances)
    {
        double[] inverse = Inverse(), whitened = new double[_stride];
        for (int i = 0; i < _n; i++)
        {
            whitened[i] = DenseVector.Dot(Row(inverse, i), covariances, (i / Lanes * Lanes) + Lanes);
        }

        return whitened;
    }

    /// <summary>
    /// The process with more points, at which its own posterior means are taken as observations (Kriging believer: Ginsbourger, Le Riche,
    /// Carraro, 2010).
    /// </summary>
    /// <param name="points">None or more.</param>
    public GaussianProcess WithPredicted(double[][] points) => points.Length == 0
        ? this
        : new([.. _points, .. points], [.. _observations, .. points.Select(point => At(point).Mean)], _kernel);

    /// <summary>The process of the same points and kernel with other observations.</summary>
    public GaussianProcess WithObservations(double[] y) => new(_points, y, _kernel);

    /// <summary>Leave-one-out residuals: each observation minus its mean predicted from the others, αᵢ / [K⁻¹]ᵢᵢ (eq. 5.12).</summary>
    public double[] LeaveOneOut()
    {
        double[] inverse = Inverse(), precision = new double[_n];
        for (int k = 0; k < _n; k++)
        {
            for (int i = 0; i <= k; i++)
            {
                precision[i] += inverse[(k * _stride) + i] * inverse[(k * _stride) + i];
            }
        }

        return [.. precision.Select((p, i) => _α[i] / p)];
    }

    private static double[][] ColumnsOf(double[][] x, int dimensions, int stride)
    {
        var columns = new double[dimensions][];
        for (int axis = 0; axis < dimensions; axis++)
        {
            columns[axis] = new double[stride];
            for (int i = 0; i < x.Length; i++)
            {
                columns[axis][i] = x[i][axis];
            }
        }

        return columns;
    }

    private Span<double> Row(double[] matrix, int i) => matrix.AsSpan(i * _stride, _stride);

    /// <summary>Cholesky decomposition K = Uᵀ·U in place, row by row; returns ln |U|.</summary>
    private double Decompose()
    {
        double logDeterminant = 0;
        for (int j = 0; j < _n; j++)
        {
            var row = Row(_upper, j);
            double diagonal = Math.Sqrt(row[j]);
            if (!(diagonal > 0))
            {
                throw new ArithmeticException("The covariance matrix is not positive definite.");
            }

            logDeterminant += PortableMath.Log(diagonal);
            row[..j].Clear();
            row[_n..].Clear();
            double inverse = 1 / diagonal;
            for (int i = j; i < _n; i++)
            {
                row[i] *= inverse;
            }

            for (int i = j + 1; i < _n; i++)
            {
                int from = i / Lanes * Lanes;
                DenseVector.AddScaled(Row(_upper, i)[from..], -row[i], row[from..], _stride - from);
            }
        }

        return logDeterminant;
    }

    /// <summary>Rows of L⁻¹; computed once.</summary>
    private double[] Inverse()
    {
        if (_inverse is not null)
        {
            return _inverse;
        }

        double[] inverse = new double[_n * _stride];
        for (int i = 0; i < _n; i++)
        {
            var row = Row(inverse, i);
            for (int k = 0; k < i; k++)
            {
                DenseVector.AddScaled(row, -_upper[(k * _stride) + i], Row(inverse, k), (k / Lanes * Lanes) + Lanes);
            }

            double diagonal = 1 / _upper[(i * _stride) + i];
            for (int j = 0; j < i; j++)
            {
                row[j] *= diagonal;
            }

            row[i] = diagonal;
        }

        return _inverse = inverse;
    }

    /// <summary>Forward substitution, in place: z with Uᵀ·z = y.</summary>
    private void SolveLower(double[] y)
    {
        for (int i = 0; i < _n; i++)
        {
            double z = y[i] /= _upper[(i * _stride) + i];
            int from = i / Lanes * Lanes;
            DenseVector.AddScaled(y.AsSpan(from), -z, Row(_upper, i)[from..], _stride - from);
            y[i] = z;
        }
    }

    /// <summary>Back substitution, in place: α with U·α = z.</summary>
    private void SolveUpper(double[] z)
    {
        for (int i = _n - 1; i >= 0; i--)
        {
            double diagonal = _upper[(i * _stride) + i], own = z[i];
            z[i] = 0;
            z[i] = (own - DenseVector.Dot(Row(_upper, i), z, _stride)) / diagonal;
        }
    }
}
