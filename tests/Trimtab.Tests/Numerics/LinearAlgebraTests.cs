using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Sums, vectors, eigenvalues and minima beside NumPy and SciPy (tests/oracles/numerics.py).</summary>
public class LinearAlgebraTests
{
    [Fact]
    public void PairwiseSum_OfAnyLength_HasNumPysBits()
    {
        foreach (var oracle in Oracles.Load("numerics.json").GetProperty("pairwise_sums").EnumerateArray())
        {
            Assert.Equal(oracle.GetProperty("sum").GetDouble(), PairwiseSum.Of(Numbers(oracle.GetProperty("length").GetInt32())));
        }
    }

    [Fact]
    public void SymmetricEigen_OfTheOraclesMatrices_HasNumPysEigenvalues()
    {
        foreach (var oracle in Oracles.Load("numerics.json").GetProperty("eigenvalues").EnumerateArray())
        {
            double[] matrix = oracle.GetProperty("matrix").Numbers(), expected = oracle.GetProperty("values").Numbers();

            double[] values = [.. SymmetricEigen.Of(matrix, expected.Length).Values.Order()];

            double scale = expected.Max(Math.Abs);
            Assert.Equal(expected, values, (a, b) => Math.Abs(a - b) <= 1e-14 * scale); // both are backward stable: some ulps of the norm
        }
    }

    /// <summary>Exact sums of the products as 128-bit integers.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void DenseVector_OfWholeNumbers_IsExact(int length)
    {
        double[] a = [.. Enumerable.Range(0, length).Select(i => (i * 7919 % 1000) - 500.0)];
        double[] b = [.. Enumerable.Range(0, length).Select(i => (i * 104729 % 1000) - 500.0)], scaled = [.. a];
        var exact = a.Zip(b).Aggregate((Int128)0, (sum, pair) => sum + ((Int128)pair.First * (Int128)pair.Second));

        DenseVector.AddScaled(scaled, 3, b, length);

        Assert.Equal((double)exact, DenseVector.Dot(a, b, length));
        Assert.Equal(a.Sum(), DenseVector.Sum(a));
        Assert.Equal(a.Zip(b, (x, y) => x + (3 * y)), scaled);
    }

    [Fact]
    public void Lbfgs_OfASmoothConvexFunction_FindsSciPysMinimum()
    {
        var oracle = Oracles.Load("numerics.json").GetProperty("minimum");
        double[][] vectors = [.. oracle.GetProperty("vectors").EnumerateArray().Select(vector => vector.Numbers())];

        double[] x = Lbfgs.Minimize(Function, [1, 1, 1], iterations: 200, tolerance: 1e-10);

        Assert.Equal(oracle.GetProperty("minimum").Numbers(), x, (a, b) => Math.Abs(a - b) < 1e-9); // gradients below 1e-10 at both
        Assert.Equal(oracle.GetProperty("value").GetDouble(), Function(x).Value, 1e-13);

        (double Value, double[] Gradient) Function(double[] at)
        {
            double[] terms = [.. vectors.Select(vector => Math.Exp(vector.Zip(at, (a, b) => a * b).Sum()))];
            double[] gradient = [.. at.Select((v, i) => v + vectors.Zip(terms, (vector, term) => vector[i] * term).Sum())];
            return (terms.Sum() + (0.5 * at.Sum(v => v * v)), gradient);
        }
    }

    /// <summary>Rosenbrock's function has its minimum, 0, at (1, 1).</summary>
    [Fact]
    public void Lbfgs_OfRosenbrocksFunction_FindsItsMinimum()
    {
        double[] x = Lbfgs.Minimize(
            at => (
                (100 * Math.Pow(at[1] - (at[0] * at[0]), 2)) + Math.Pow(1 - at[0], 2),
                [(-400 * at[0] * (at[1] - (at[0] * at[0]))) - (2 * (1 - at[0])), 200 * (at[1] - (at[0] * at[0]))]),
            [-1.2, 1],
            iterations: 200,
            tolerance: 1e-9);

        Assert.All(x, v => Assert.Equal(1, v, 1e-7));
    }

    [Fact]
    public void Lbfgs_WhereSteepStepsAreNotFinite_ShortensThem()
    {
        double[] x = Lbfgs.Minimize(Function, [-40], iterations: 100, tolerance: 1e-12);

        Assert.Equal(1.5, x[0], 1e-9);

        static (double, double[]) Function(double[] at) =>
            at[0] > 2 ? (double.NaN, [double.NaN]) : ((at[0] - 1.5) * (at[0] - 1.5), [2 * (at[0] - 1.5)]);
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    public void Magnitude_OfExtremeNumbers_KeepsRatiosAndSquaresFinite(double scale)
    {
        double[] values = Magnitude.Moderate([scale, -scale / 2, 0]);

        Assert.InRange(values[0], 1, 2);
        Assert.Equal(-scale / 2 / scale, values[1] / values[0]);
        Assert.Equal(0, values[2]);
    }

    [Fact]
    public void Magnitude_OfOrdinaryNumbers_ChangesNothing()
    {
        Assert.Equal([3, -4e100], Magnitude.Moderate([3, -4e100]));
        Assert.Empty(Magnitude.Moderate([]));
        Assert.Equal([0], Magnitude.Moderate([0]));
    }

    /// <summary>As numbers() of the oracle's script: integers, halves of powers and products that are rounded once.</summary>
    private static double[] Numbers(int count) =>
        [.. Enumerable.Range(1, count).Select(i => ((i * 2654435761 % 4294967296 / 4294967296.0) - 0.3) * PowerOfTen(i % 7))];

    private static double PowerOfTen(int exponent) => double.Parse($"1e{exponent}", System.Globalization.CultureInfo.InvariantCulture);
}
