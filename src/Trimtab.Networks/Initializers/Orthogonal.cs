using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>A random matrix of orthonormal columns (rows, where it is wider than high), times <see cref="Gain"/>.</summary>
/// <remarks>
/// All sizes but the last are one: a convolution's weights are a matrix of window·in rows and out columns.
/// The Q of a normal matrix's QR decomposition with R's diagonal positive, which is uniform over such matrices
/// (Mezzadri, "How to Generate Random Matrices from the Classical Compact Groups", 2007).
/// Source: Saxe et al., "Exact Solutions to the Nonlinear Dynamics of Learning in Deep Linear Neural Networks" (ICLR 2014). O(larger·smaller²).
/// </remarks>
[Named("orthogonal")]
public sealed record Orthogonal : Initializer
{
    /// <summary>A factor on all weights. Finite. Default 1.</summary>
    public double Gain
    {
        get;
        init => field = Setting.Finite(value);
    } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="shape"/> has fewer than two sizes.</exception>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random)
    {
        if (shape.Count < 2)
        {
            throw new ArgumentException($"Orthogonal needs weights of two sizes or more. Got {shape}. Choose another initializer for this layer.", nameof(shape));
        }

        int columns = shape[^1], rows = shape.Size / columns;
        bool isTall = rows >= columns;
        double[][] q = Normal(Math.Max(rows, columns), Math.Min(rows, columns), random);
        Orthonormalize(q);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                weights[(row * columns) + column] = (float)(Gain * (isTall ? q[column][row] : q[row][column]));
            }
        }
    }

    private static double[][] Normal(int length, int count, RandomAddress random)
    {
        double[][] columns = [.. Enumerable.Range(0, count).Select(_ => new double[length])];
        var stream = random.Stream();
        for (int row = 0; row < length; row++)
        {
            foreach (double[] column in columns)
            {
                column[row] = stream.NextNormal();
            }
        }

        return columns;
    }

    /// <summary>Gram and Schmidt's process, each column twice ("twice is enough", Kahan and Parlett): as orthogonal as Householder's, in fewer words.</summary>
    private static void Orthonormalize(double[][] columns)
    {
        for (int j = 0; j < columns.Length; j++)
        {
            double[] column = columns[j];
            for (int k = 0; k < 2 * j; k++)
            {
                double[] earlier = columns[k % j];
                DenseVector.AddScaled(column, -Dot(earlier, column), earlier, column.Length);
            }

            TensorPrimitives.Divide(column, Math.Sqrt(Dot(column, column)), column);
        }
    }

    /// <summary>Σ aᵢbᵢ in an order that does not depend on the machine.</summary>
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var lanes = Vector512<double>.Zero;
        int whole = a.Length - (a.Length % Vector512<double>.Count);
        for (int i = 0; i < whole; i += Vector512<double>.Count)
        {
            lanes += Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(a), (nuint)i) * Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(b), (nuint)i);
        }

        double sum = 0;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += lanes[lane];
        }

        for (int i = whole; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
