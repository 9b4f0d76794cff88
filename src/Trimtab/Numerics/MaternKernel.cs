using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Numerics;

/// <summary>
/// Matérn 5/2 kernel with a length scale per dimension: k = c · (1 + √5 r + 5r²/3) · e^(−√5 r), r² = Σ wᵢ dᵢ². Immutable.
/// </summary>
/// <remarks>Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), eq. 4.17.</remarks>
/// <param name="Weights">wᵢ: inverse squared length scales, above 0.</param>
/// <param name="Scale">c: variance of the process, above 0.</param>
/// <param name="Noise">Variance of the noise of the observations, above 0.</param>
/// <param name="Categorical">Whether points are only equal (d² = 0) or not (d² = 1) along each dimension; null for none.</param>
internal sealed record MaternKernel(double[] Weights, double Scale, double Noise, bool[]? Categorical = null) : Kernel(Noise)
{
    private static readonly double _rootFive = Math.Sqrt(5);

    /// <inheritdoc/>
    public override int Dimensions => Weights.Length;

    /// <inheritdoc/>
    public override double Variance => Scale;

    /// <summary>ln wᵢ, then ln c.</summary>
    public override int Parameters => Weights.Length + 1;

    /// <summary>The covariance k(a, b), without noise, and its derivative with respect to r².</summary>
    public (double Value, double Slope) At(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double square = 0;
        for (int axis = 0; axis < Weights.Length; axis++)
        {
            double difference = a[axis] - b[axis];
            square += !IsCategorical(axis) ? Weights[axis] * difference * difference : difference == 0 ? 0 : Weights[axis];
        }

        double far = _rootFive * Math.Sqrt(square), decay = Scale * PortableMath.Exp(-far);
        return ((1 + far + (5.0 / 3 * square)) * decay, -5.0 / 6 * (1 + far) * decay);
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> point, double[][] columns, int first, Span<double> values)
    {
        for (int i = first; i < values.Length; i += Vector512<double>.Count)
        {
            At(point, columns, i).Value.CopyTo(values[i..]);
        }
    }

    /// <inheritdoc/>
    public override void AddDerivatives(
        ReadOnlySpan<double> point, double[][] columns, double[] factors, int count, Vector512<double>[] sums)
    {
        for (int j = 0; j < count; j += Vector512<double>.Count)
        {
            var weighted = Vector512.Create(factors, j) * At(point, columns, j).Slope;
            for (int axis = 0; axis < Weights.Length; axis++)
            {
                sums[axis] += weighted * SquareAt(point[axis], columns[axis], j, axis);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>∂K/∂ln c is all of K but the noise, and αᵀKα = yᵀα, tr(K⁻¹K) = n.</remarks>
    public override void AddDiagonal(double[] gradient, double misfit, int count) =>
        gradient[^2] = (0.5 * (misfit - count)) - (gradient[^1] * Noise);

    /// <inheritdoc/>
    /// <remarks>∂k/∂x = ∂k/∂r² · 2w(x − xⱼ).</remarks>
    public override void Slopes(
        ReadOnlySpan<double> point, double[][] columns, double[] a, double[] b, Span<double> slopesOfA, Span<double> slopesOfB)
    {
        double[] slopes = new double[a.Length];
        for (int j = 0; j < slopes.Length; j += Vector512<double>.Count)
        {
            At(point, columns, j).Slope.CopyTo(slopes, j);
        }

        for (int axis = 0; axis < Weights.Length; axis++)
        {
            (slopesOfA[axis], slopesOfB[axis]) = IsCategorical(axis)
                ? (0, 0)
                : Slope(point[axis], columns[axis], slopes, a, b, 2 * Weights[axis]);
        }
    }

    /// <summary>Whether points are only equal or not along a dimension.</summary>
    public bool IsCategorical(int axis) => Categorical is not null && Categorical[axis];

    private static (double OfA, double OfB) Slope(
        double coordinate, double[] column, double[] slopes, double[] a, double[] b, double factor)
    {
        var (sumOfA, sumOfB) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (int j = 0; j < slopes.Length; j += Vector512<double>.Count)
        {
            var change = Vector512.Create(slopes, j) * (Vector512.Create(coordinate) - Vector512.Create(column, j));
            sumOfA += change * Vector512.Create(a, j);
            sumOfB += change * Vector512.Create(b, j);
        }

        return (factor * PortableMath.Sum(sumOfA), factor * PortableMath.Sum(sumOfB));
    }

    /// <summary>
    /// The covariances of one point with eight others, from <paramref name="index"/> on, and their derivatives with respect to r².
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector512<double> Value, Vector512<double> Slope) At(ReadOnlySpan<double> point, double[][] columns, int index)
    {
        var square = Vector512<double>.Zero;
        for (int axis = 0; axis < Weights.Length; axis++)
        {
            square += SquareAt(point[axis], columns[axis], index, axis);
        }

        var far = Vector512.Sqrt(square) * _rootFive;
        var decay = PortableMath.Exp(-Vector512.Min(far, Vector512.Create(700.0))) * Scale;
        var near = far + Vector512<double>.One;
        return ((near + (square * (5.0 / 3))) * decay, near * decay * (-5.0 / 6));
    }

    /// <summary>The weighted squared distances wᵢ · dᵢ² along one dimension of eight points, from <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> SquareAt(double coordinate, double[] column, int index, int axis)
    {
        var difference = Vector512.Create(column, index) - Vector512.Create(coordinate);
        var weight = Vector512.Create(Weights[axis]);
        return IsCategorical(axis)
            ? Vector512.ConditionalSelect(Vector512.Equals(difference, Vector512<double>.Zero), Vector512<double>.Zero, weight)
            : weight * difference * difference;
    }
}
