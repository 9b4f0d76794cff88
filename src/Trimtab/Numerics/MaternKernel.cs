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
internal sealed record MaternKernel(double[] Weights, double Scale, double Noise, bool[]? Categorical = null)
{
    private static readonly double _rootFive = Math.Sqrt(5);

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

    /// <summary>The covariances of one point with others and their derivatives with respect to r², eight at a time.</summary>
    /// <param name="point">d numbers.</param>
    /// <param name="columns">The others, a dimension an array.</param>
    /// <param name="first">The first of the others, a multiple of 8.</param>
    /// <param name="values">k, from <paramref name="first"/> to the end, a multiple of 8; written.</param>
    /// <param name="slopes">∂k/∂r² of the same.</param>
    public void Fill(ReadOnlySpan<double> point, double[][] columns, int first, Span<double> values, Span<double> slopes)
    {
        for (int i = first; i < values.Length; i += Vector512<double>.Count)
        {
            var square = Vector512<double>.Zero;
            for (int axis = 0; axis < Weights.Length; axis++)
            {
                square += SquareAt(point[axis], columns[axis], i, axis);
            }

            var far = Vector512.Sqrt(square) * _rootFive;
            var decay = PortableMath.Exp(-Vector512.Min(far, Vector512.Create(700.0))) * Scale;
            var near = far + Vector512<double>.One;
            ((near + (square * (5.0 / 3))) * decay).CopyTo(values[i..]);
            (near * decay * (-5.0 / 6)).CopyTo(slopes[i..]);
        }
    }

    /// <summary>The weighted squared distances wᵢ · dᵢ² along one dimension of eight points, from <paramref name="index"/> on.</summary>
    public Vector512<double> SquareAt(double coordinate, double[] column, int index, int axis)
    {
        var difference = Vector512.Create(column, index) - Vector512.Create(coordinate);
        var weight = Vector512.Create(Weights[axis]);
        return IsCategorical(axis)
            ? Vector512.ConditionalSelect(Vector512.Equals(difference, Vector512<double>.Zero), Vector512<double>.Zero, weight)
            : weight * difference * difference;
    }

    /// <summary>Whether points are only equal or not along a dimension.</summary>
    public bool IsCategorical(int axis) => Categorical is not null && Categorical[axis];
}
