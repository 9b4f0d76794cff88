using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>
/// Orthogonal initializer: a random matrix with orthonormal columns, or rows if it has more columns, times <see cref="Gain"/>.
/// </summary>
/// <remarks>
/// All axes but the last are combined: the weights of a convolution are a matrix of kernel cells · in rows and out columns.
/// The Q of a normal matrix's QR decomposition with R's diagonal positive, which is uniform over such matrices
/// (Mezzadri, "How to Generate Random Matrices from the Classical Compact Groups", 2007).
/// Source: Saxe et al., "Exact Solutions to the Nonlinear Dynamics of Learning in Deep Linear Neural Networks" (ICLR 2014).
/// O(m·n²) for sizes m ≥ n.
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
    /// <exception cref="ArgumentException"><paramref name="shape"/> has fewer than two axes.</exception>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random)
    {
        if (shape.Count < 2)
        {
            throw new ArgumentException(
                $"Orthogonal requires weights with two axes or more. Got {shape}. Choose another initializer for this layer.",
                nameof(shape));
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

    /// <summary>
    /// Gram-Schmidt orthonormalization with reorthogonalization ("twice is enough", Kahan and Parlett): as accurate as Householder's.
    /// </summary>
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

    /// <summary>Σ aᵢbᵢ in an order that does not depend on the processor.</summary>
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var lanes = Vector512<double>.Zero;
        int whole = a.Length - (a.Length % Vector512<double>.Count);
        for (int i = 0; i < whole; i += Vector512<double>.Count)
        {
            lanes += Load(a, i) * Load(b, i);
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

    private static Vector512<double> Load(ReadOnlySpan<double> x, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)index);
}
