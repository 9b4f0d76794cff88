namespace Trimtab.Numerics;

/// <summary>Eigendecomposition of a symmetric matrix by cyclic Jacobi rotations. Pure functions.</summary>
/// <remarks>
/// Golub and Van Loan, "Matrix Computations" (4th edition), algorithm 8.5.3. O(d³) a sweep, hence for tens of dimensions; high relative
/// accuracy.
/// </remarks>
internal static class SymmetricEigen
{
    private const int Sweeps = 60;

    /// <summary>Decomposes A = V · diag(λ) · Vᵀ; eigenvalues are not sorted.</summary>
    /// <param name="matrix">d × d, row-major; not changed.</param>
    /// <param name="d">Number of rows and columns.</param>
    /// <returns>The eigenvalues, and the eigenvectors as the columns of a row-major matrix.</returns>
    public static (double[] Values, double[] Vectors) Of(ReadOnlySpan<double> matrix, int d)
    {
        double[] a = matrix.ToArray(), v = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            v[(i * d) + i] = 1;
        }

        for (int sweep = 0; sweep < Sweeps && OffDiagonal(a, d) > 0; sweep++)
        {
            for (int p = 0; p < d - 1; p++)
            {
                for (int q = p + 1; q < d; q++)
                {
                    Rotate(a, v, d, p, q);
                }
            }
        }

        return ([.. Enumerable.Range(0, d).Select(i => a[(i * d) + i])], v);
    }

    /// <summary>Sum of the off-diagonal elements that still matter in double precision; 0 when the matrix is diagonal.</summary>
    private static double OffDiagonal(double[] a, int d)
    {
        double sum = 0;
        for (int p = 0; p < d; p++)
        {
            for (int q = p + 1; q < d; q++)
            {
                double scale = Math.Abs(a[(p * d) + p]) + Math.Abs(a[(q * d) + q]);
                sum += Math.Abs(a[(p * d) + q]) > 1e-16 * scale ? Math.Abs(a[(p * d) + q]) : 0;
            }
        }

        return sum;
    }

    /// <summary>
    /// Annihilates a_pq by a rotation of rows and columns p and q (algorithm 8.5.1: t is the smaller root of t² + 2θt − 1 = 0).
    /// </summary>
    private static void Rotate(double[] a, double[] v, int d, int p, int q)
    {
        double apq = a[(p * d) + q];
        if (apq == 0)
        {
            return;
        }

        double θ = (a[(q * d) + q] - a[(p * d) + p]) / (2 * apq);
        double t = Math.CopySign(1, θ) / (Math.Abs(θ) + Math.Sqrt((θ * θ) + 1)), c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        for (int k = 0; k < d; k++)
        {
            (a[(k * d) + p], a[(k * d) + q]) = ((c * a[(k * d) + p]) - (s * a[(k * d) + q]), (s * a[(k * d) + p]) + (c * a[(k * d) + q]));
        }

        for (int k = 0; k < d; k++)
        {
            (a[(p * d) + k], a[(q * d) + k]) = ((c * a[(p * d) + k]) - (s * a[(q * d) + k]), (s * a[(p * d) + k]) + (c * a[(q * d) + k]));
            (v[(k * d) + p], v[(k * d) + q]) = ((c * v[(k * d) + p]) - (s * v[(k * d) + q]), (s * v[(k * d) + p]) + (c * v[(k * d) + q]));
        }
    }
}
