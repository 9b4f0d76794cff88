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
    private readonly MaternKernel _kernel;
    private readonly double[][] _points, _columns; // by point; by dimension, padded
    private readonly double[] _upper, _slopes; // rows of U = Lᵀ and of ∂k/∂r², valid from the diagonal on
    private readonly double[] _α, _observations;
    private readonly double _misfit; // yᵀ(K + σ²I)⁻¹y
    private double[]? _inverse; // rows of L⁻¹, valid up to the diagonal, 0 beyond

    /// <summary>Fits observations: K + σ²I = L·Lᵀ, α = (K + σ²I)⁻¹ y (algorithm 2.1, lines 2 and 3).</summary>
    /// <param name="x">n points of d numbers.</param>
    /// <param name="y">n observations, of mean about 0: the prior mean is 0.</param>
    /// <param name="kernel">The kernel, with the variance of the noise.</param>
    /// <exception cref="ArithmeticException">The covariance is not positive definite.</exception>
    public GaussianProcess(double[][] x, double[] y, MaternKernel kernel)
    {
        (_points, _observations, _kernel, _n, Lowest) = (x, y, kernel, x.Length, y.Min());
        _stride = (_n + Lanes - 1) / Lanes * Lanes;
        _columns = Columns(x, kernel.Weights.Length, _stride);
        (_upper, _slopes) = (new double[_n * _stride], new double[_n * _stride]);
        for (int i = 0; i < _n; i++)
        {
            kernel.Fill(x[i], _columns, i / Lanes * Lanes, Row(_upper, i), Row(_slopes, i));
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

    /// <summary>Log marginal likelihood ln p(y | X).</summary>
    public double LogLikelihood { get; }

    /// <summary>
    /// Derivatives of <see cref="LogLikelihood"/> with respect to ln wᵢ, then ln c, then the noise: ½ tr((ααᵀ − K⁻¹) ∂K/∂θ) (eq. 5.9).
    /// </summary>
    public double[] Gradient()
    {
        int d = _kernel.Weights.Length;
        double[] inverse = Inverse(), gradient = new double[d + 2], row = new double[_stride];
        var sums = new Vector512<double>[d];
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
            row.AsSpan(i).Clear(); // the diagonal does not depend on the length scales, and the lower half stands for both
            for (int j = 0; j < i; j++)
            {
                row[j] *= _slopes[(j * _stride) + i]; // of the symmetric matrix only the upper half was computed
            }

            for (int j = 0; j < i; j += Lanes)
            {
                var m = Vector512.Create(row, j);
                for (int axis = 0; axis < d; axis++)
                {
                    sums[axis] += m * _kernel.SquareAt(_points[i][axis], _columns[axis], j, axis);
                }
            }
        }

        for (int axis = 0; axis < d; axis++)
        {
            gradient[axis] = PortableMath.Sum(sums[axis]);
        }

        // ∂K/∂ln c is all of K but the noise, and αᵀKα = yᵀα, tr(K⁻¹K) = n.
        gradient[d + 1] = 0.5 * trace;
        gradient[d] = (0.5 * (_misfit - _n)) - (gradient[d + 1] * _kernel.Noise);
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
        double[] k = new double[_stride], slopes = new double[_stride];
        _kernel.Fill(point, _columns, 0, k, slopes);
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

        for (int axis = 0; axis < meanSlopes.Length; axis++)
        {
            (meanSlopes[axis], varianceSlopes[axis]) = _kernel.IsCategorical(axis) ? (0, 0) : Slopes(point[axis], axis, slopes, weights!);
        }

        return (mean, Math.Max(1e-12, _kernel.Scale - explained));
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

    private static double[][] Columns(double[][] x, int dimensions, int stride)
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

    /// <summary>∂μ/∂x = Σ αⱼ ∂kⱼ/∂x and ∂σ²/∂x = −2 Σ (K⁻¹k)ⱼ ∂kⱼ/∂x, where ∂kⱼ/∂x = ∂kⱼ/∂r² · 2w(x − xⱼ).</summary>
    private (double Mean, double Variance) Slopes(double coordinate, int axis, double[] slopes, double[] weights)
    {
        var (mean, variance) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (int j = 0; j < _stride; j += Lanes)
        {
            var change = Vector512.Create(slopes, j) * (Vector512.Create(coordinate) - Vector512.Create(_columns[axis], j));
            mean += change * Vector512.Create(_α, j);
            variance += change * Vector512.Create(weights, j);
        }

        double twice = 2 * _kernel.Weights[axis];
        return (twice * PortableMath.Sum(mean), -2 * twice * PortableMath.Sum(variance));
    }

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
