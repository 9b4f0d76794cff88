using System.Text.Json;
using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

public class NumericsOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("statistics.json");

    [Fact]
    public void Normal_AtTheOraclesPoints_MatchesMpmath()
    {
        var normal = _oracle.GetProperty("normal");
        double[] xs = normal.GetProperty("x").Numbers();
        foreach (var (x, cdf) in xs.Zip(normal.GetProperty("cdf_mpmath").Numbers()))
        {
            Assert.Equal(1, cdf < 1e-300 ? 1 : Normal.Cdf(x) / cdf, 4e-13);
        }

        foreach (var (x, log) in xs.Zip(normal.GetProperty("logcdf_mpmath").Numbers()))
        {
            Assert.Equal(log, Normal.LogCdf(x), 1e-11 * Math.Max(1e-290, Math.Abs(log)));
        }

        foreach (var (q, x) in normal.GetProperty("q").Numbers().Zip(normal.GetProperty("ppf").Numbers()))
        {
            Assert.Equal(x, Normal.Quantile(q), q is <= 0 or >= 1 ? 0 : 1e-9 * Math.Max(1, Math.Abs(x)));
        }
    }

    [Fact]
    public void LogMass_OfTheOraclesIntervals_MatchesMpmath()
    {
        foreach (var cut in _oracle.GetProperty("truncnorm").EnumerateArray())
        {
            if (!cut.TryGetProperty("log_mass_mpmath", out var mass))
            {
                continue;
            }

            double expected = mass.Number(), actual = Normal.LogMass(cut.GetProperty("a").Number(), cut.GetProperty("b").Number());

            Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void TruncatedQuantile_AroundTheMiddle_MatchesMpmath()
    {
        foreach (var cut in _oracle.GetProperty("truncnorm").EnumerateArray())
        {
            double a = cut.GetProperty("a").Number(), b = cut.GetProperty("b").Number();
            if (a > 0 || b < 0 || !cut.TryGetProperty("ppf_mpmath", out var quantiles))
            {
                continue;
            }

            double loc = cut.GetProperty("loc").GetDouble(), scale = cut.GetProperty("scale").GetDouble();
            foreach (var (q, x) in cut.GetProperty("q").Numbers()[1..^1].Zip(quantiles.Numbers()))
            {
                Assert.Equal(x, loc + (scale * Normal.TruncatedQuantile(q, a, b)), 1e-8 * Math.Max(1, Math.Abs(x)));
            }
        }
    }

    [Fact]
    public void Sobol_UnscrambledPoints_AreSciPys()
    {
        var points = _oracle.GetProperty("sobol").GetProperty("points_times_128").EnumerateArray().Select(row => row.Integers()).ToList();
        for (int index = 0; index < points.Count; index++)
        {
            Assert.Equal(points[index], Enumerable.Range(0, points[index].Length).Select(d => (int)(128 * Sobol.At((uint)index, d))));
        }
    }

    /// <summary>A (0, k, 1)-net on each axis: of the first 2ᵏ points one lies in each of 2ᵏ equal intervals, scrambled or not.</summary>
    [Fact]
    public void Sobol_ScrambledPoints_FillEveryAxisEvenly()
    {
        var seed = RandomAddress.FromSeed(3);
        for (int dimension = 0; dimension < Sobol.Dimensions; dimension += 9)
        {
            var cells = Enumerable.Range(0, 256).Select(i => (int)(256 * Sobol.At((uint)i, dimension, seed))).Order();
            Assert.Equal(Enumerable.Range(0, 256), cells);
        }
    }

    [Fact]
    public void Halton_Points_AreSciPys()
    {
        var points = _oracle.GetProperty("halton").GetProperty("points").EnumerateArray().Select(row => row.Numbers()).ToList();
        for (int index = 0; index < points.Count; index++)
        {
            for (int dimension = 0; dimension < points[index].Length; dimension++)
            {
                Assert.Equal(points[index][dimension], Halton.At((uint)index, dimension), 1e-15);
            }
        }
    }

    [Fact]
    public void SymmetricEigen_OfAnyMatrix_GivesItBack()
    {
        const int d = 6;
        var random = RandomAddress.FromSeed(5).Stream();
        double[] a = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                a[(i * d) + j] = a[(j * d) + i] = random.NextNormal();
            }
        }

        var (values, vectors) = SymmetricEigen.Of(a, d);

        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                double product = Enumerable.Range(0, d).Sum(k => vectors[(i * d) + k] * values[k] * vectors[(j * d) + k]);
                Assert.Equal(a[(i * d) + j], product, 1e-13);
            }
        }
    }

    [Fact]
    public void GaussianProcess_OfTheOraclesData_MatchesScikitLearn()
    {
        foreach (var gp in _oracle.GetProperty("gp").EnumerateArray())
        {
            double[][] x = Rows(gp.GetProperty("X")), test = Rows(gp.GetProperty("X_test"));
            double mean = First(gp.GetProperty("y_train_mean")), deviation = First(gp.GetProperty("y_train_std"));
            double[] y = [.. gp.GetProperty("y").Numbers().Select(v => (v - mean) / deviation)];
            var length = gp.GetProperty("length_scale");
            double scale = gp.GetProperty("constant_value").GetDouble(), noise = gp.GetProperty("alpha").GetDouble();
            double[] lengths = length.ValueKind == JsonValueKind.Array
                ? length.Numbers()
                : [.. Enumerable.Repeat(length.GetDouble(), x[0].Length)];
            var kernel = new MaternKernel([.. lengths.Select(l => 1 / (l * l))], scale, noise);

            var model = new GaussianProcess(x, y, kernel);

            Assert.Equal(gp.GetProperty("log_marginal_likelihood").GetDouble(), model.LogLikelihood, 1e-8 * Math.Abs(model.LogLikelihood));
            double[] gradient = model.Gradient(), theirs = gp.GetProperty("lml_gradient_wrt_log_params").Numbers();
            Assert.Equal(1, gradient[x[0].Length] / theirs[0], 1e-5); // two of the points are the same: the matrix is nearly singular
            double[] ours = [.. gradient.Take(x[0].Length).Select(g => -2 * g)]; // by ln of a length instead of its inverse square
            ours = theirs.Length == 2 ? [ours.Sum()] : ours; // one length for all dimensions
            Assert.Equal(theirs[1..], ours, (a, b) => Math.Abs(a - b) <= 1e-5 * Math.Max(1, Math.Abs(a)));
            double[] means = gp.GetProperty("posterior_mean").Numbers(), deviations = gp.GetProperty("posterior_std").Numbers();
            foreach (var (point, expected, spread) in test.Zip(means, deviations))
            {
                var (at, variance) = model.At(point);
                Assert.Equal(expected, mean + (deviation * at), 1e-7);
                Assert.Equal(spread, deviation * Math.Sqrt(variance), 2e-5);
            }
        }

        static double First(JsonElement number) => number.ValueKind == JsonValueKind.Array ? number[0].GetDouble() : number.GetDouble();

        static double[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.Numbers())];
    }

    [Fact]
    public void LogImprovement_FarFromAnyHope_KeepsFalling()
    {
        // ln(φ(z) + zΦ(z)) by mpmath at 50 digits.
        Assert.Equal(-0.91893853320467274, Trimtab.Samplers.Gp.GpGain.LogImprovement(0), 1e-14);
        Assert.Equal(-2.4851210257126413, Trimtab.Samplers.Gp.GpGain.LogImprovement(-1), 1e-13);
        double[] falling = [.. Enumerable.Range(0, 60).Select(i => Trimtab.Samplers.Gp.GpGain.LogImprovement(-i))];
        Assert.All(falling.Zip(falling.Skip(1)), pair => Assert.True(pair.Second < pair.First && double.IsFinite(pair.Second)));
    }
}
