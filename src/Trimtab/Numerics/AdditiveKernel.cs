using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Numerics;

/// <summary>Sum of Matérn 5/2 kernels of one coordinate each: the process is a sum of functions of one variable. Immutable.</summary>
/// <remarks>Duvenaud, Nickisch, Rasmussen, "Additive Gaussian Processes" (NeurIPS 2011), of first order.</remarks>
/// <param name="Dimensions">The number of dimensions of a point.</param>
/// <param name="Parts">The kernels; a coordinate may have several. Parameters are ln w and ln c of each in turn.</param>
/// <param name="Noise">Variance of the noise of the observations, above 0.</param>
internal sealed record AdditiveKernel(int Dimensions, AxisKernel[] Parts, double Noise) : Kernel(Noise)
{
    /// <inheritdoc/>
    public override int Dimensions { get; } = Dimensions;

    /// <inheritdoc/>
    public override double Variance { get; } = Parts.Sum(part => part.Scale);

    /// <inheritdoc/>
    public override int Parameters => 2 * Parts.Length;

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> point, double[][] columns, int first, Span<double> values)
    {
        values[first..].Clear();
        foreach (var part in Parts)
        {
            Add(part, point[part.Axis], columns[part.Axis], first, values);
        }
    }

    /// <summary>The covariances of the function of one coordinate alone.</summary>
    /// <param name="axis">Which coordinate.</param>
    /// <param name="coordinate">Its value.</param>
    /// <param name="column">Its values at other points.</param>
    /// <param name="values">k; written.</param>
    public void FillAxis(int axis, double coordinate, double[] column, Span<double> values)
    {
        values.Clear();
        foreach (var part in Parts.Where(part => part.Axis == axis))
        {
            Add(part, coordinate, column, 0, values);
        }
    }

    /// <inheritdoc/>
    public override void AddDerivatives(
        ReadOnlySpan<double> point, double[][] columns, double[] factors, int count, Vector512<double>[] sums)
    {
        for (int p = 0; p < Parts.Length; p++)
        {
            var part = Parts[p];
            double[] column = columns[part.Axis];
            double x = point[part.Axis], rate = part.Rate;
            var (byWeight, byScale) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (int j = 0; j < count; j += Vector512<double>.Count)
            {
                var far = Far(Vector512.Create(column, j) - Vector512.Create(x), rate);
                var weighted = PortableMath.Exp(-far) * part.Scale * Vector512.Create(factors, j);
                byWeight -= far * far * (Vector512<double>.One + far) * (1.0 / 6) * weighted;
                byScale += Near(far) * weighted;
            }

            sums[2 * p] += byWeight;
            sums[(2 * p) + 1] += byScale;
        }
    }

    /// <inheritdoc/>
    public override void AddDiagonal(double[] gradient, double misfit, int count)
    {
        for (int p = 0; p < Parts.Length; p++)
        {
            gradient[(2 * p) + 1] += gradient[^1] * Parts[p].Scale;
        }
    }

    /// <inheritdoc/>
    public override void Slopes(
        ReadOnlySpan<double> point, double[][] columns, double[] a, double[] b, Span<double> slopesOfA, Span<double> slopesOfB)
    {
        slopesOfA.Clear();
        slopesOfB.Clear();
        foreach (var part in Parts)
        {
            double[] column = columns[part.Axis];
            double x = point[part.Axis], rate = part.Rate;
            var (sumOfA, sumOfB) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (int j = 0; j < a.Length; j += Vector512<double>.Count)
            {
                var difference = Vector512.Create(x) - Vector512.Create(column, j);
                var far = Far(difference, rate);
                var slope = (Vector512<double>.One + far) * PortableMath.Exp(-far) * part.Scale * difference;
                sumOfA += slope * Vector512.Create(a, j);
                sumOfB += slope * Vector512.Create(b, j);
            }

            double factor = -5.0 / 3 * part.Weight;
            slopesOfA[part.Axis] += factor * PortableMath.Sum(sumOfA);
            slopesOfB[part.Axis] += factor * PortableMath.Sum(sumOfB);
        }
    }

    private static void Add(AxisKernel part, double coordinate, double[] column, int first, Span<double> values)
    {
        double rate = part.Rate;
        for (int i = first; i < values.Length; i += Vector512<double>.Count)
        {
            var far = Far(Vector512.Create(column, i) - Vector512.Create(coordinate), rate);
            var k = Near(far) * PortableMath.Exp(-far) * part.Scale;
            (Vector512.Create<double>(values[i..]) + k).CopyTo(values[i..]);
        }
    }

    /// <summary>√5 r, up to where its exponential is a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Far(Vector512<double> difference, double rate) =>
        Vector512.Min(Vector512.Abs(difference) * rate, Vector512.Create(700.0));

    /// <summary>1 + √5 r + 5r²/3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Near(Vector512<double> far) =>
        Vector512<double>.One + (far * (Vector512<double>.One + (far * (1.0 / 3))));
}
