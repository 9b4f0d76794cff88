using System.Runtime.Intrinsics;

namespace Trimtab.Numerics;

/// <summary>Covariance function of a stationary Gaussian process, and the variance of the noise of its observations. Immutable.</summary>
/// <param name="Noise">Variance of the noise of the observations, above 0.</param>
internal abstract record Kernel(double Noise)
{
    /// <summary>The number of dimensions of a point.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Variance of the process, k(x, x), without noise.</summary>
    public abstract double Variance { get; }

    /// <summary>The number of parameters, without the noise.</summary>
    public abstract int Parameters { get; }

    /// <summary>The covariances of one point with others, eight at a time.</summary>
    /// <param name="point">d numbers.</param>
    /// <param name="columns">The others, a dimension an array.</param>
    /// <param name="first">The first of the others, a multiple of 8.</param>
    /// <param name="values">k, from <paramref name="first"/> to the end, a multiple of 8; written.</param>
    public abstract void Fill(ReadOnlySpan<double> point, double[][] columns, int first, Span<double> values);

    /// <summary>Adds Σⱼ mⱼ ∂k(x, xⱼ)/∂θ to the sum of each parameter θ, in lanes.</summary>
    /// <param name="point">x, d numbers.</param>
    /// <param name="columns">The other points, a dimension an array.</param>
    /// <param name="factors">m of the others, 0 from <paramref name="count"/> on; a multiple of 8.</param>
    /// <param name="count">How many others there are.</param>
    /// <param name="sums">One per parameter.</param>
    public abstract void AddDerivatives(
        ReadOnlySpan<double> point, double[][] columns, double[] factors, int count, Vector512<double>[] sums);

    /// <summary>
    /// Completes the gradient of the log likelihood by the diagonal of the covariance's derivatives (Rasmussen and Williams, eq. 5.9).
    /// </summary>
    /// <param name="gradient">By the parameters, with the sums over pairs of different points; last by the noise, complete.</param>
    /// <param name="misfit">yᵀ(K + σ²I)⁻¹y.</param>
    /// <param name="count">n, the number of observations.</param>
    public abstract void AddDiagonal(double[] gradient, double misfit, int count);

    /// <summary>Writes Σⱼ aⱼ ∂k(x, xⱼ)/∂x and the same of b.</summary>
    /// <param name="point">x, d numbers.</param>
    /// <param name="columns">The other points, a dimension an array.</param>
    /// <param name="a">One per other point, and 0 up to a multiple of 8.</param>
    /// <param name="b">As <paramref name="a"/>.</param>
    /// <param name="slopesOfA">d numbers, written; 0 along categorical dimensions.</param>
    /// <param name="slopesOfB">As <paramref name="slopesOfA"/>.</param>
    public abstract void Slopes(
        ReadOnlySpan<double> point, double[][] columns, double[] a, double[] b, Span<double> slopesOfA, Span<double> slopesOfB);
}
