using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Ends, ties and degenerate inputs of the numerics, beside mpmath, definitions or exact values.</summary>
public class NumericEdgeTests
{
    /// <summary>mpmath at 700 digits: mp.log(mp.ncdf(b) - mp.ncdf(a)).</summary>
    [Theory]
    [InlineData(-5.0, -4.999999, -27.234446591028294, 1e-08)]
    [InlineData(2.0, 2.00000001, -21.339619293234509, 1e-07)]
    [InlineData(0.4, 0.4000001, -17.117034204134238, 1e-09)]
    [InlineData(-30.0, -29.9999, -460.12777853185113, 1e-09)]
    [InlineData(-1e-09, 1e-09, -20.949057189591139, 1e-12)]
    [InlineData(0.0, 1e-300, -691.69446643141838, 1e-12)]
    [InlineData(-1e-300, 8.0, -0.69314718055994655, 1e-15)]
    [InlineData(-0.46, 0.47, -1.0270424736462091, 1e-15)]
    [InlineData(-40.0, -39.0, -765.08315656437754, 1e-09)]
    [InlineData(37.0, 38.0, -689.03058557689059, 1e-09)]
    [InlineData(-1.0, 1e-12, -1.0748623268609026, 1e-15)]
    public void LogMass_OfNarrowAndFarIntervals_IsMpmaths(double a, double b, double expected, double tolerance)
    {
        Assert.Equal(expected, Normal.LogMass(a, b), tolerance);
        Assert.Equal(expected, Normal.LogMass(-b, -a), tolerance);
    }

    [Fact]
    public void LogMass_OfInfiniteAndEmptyIntervals_IsTheLimit()
    {
        Assert.Equal(0, Normal.LogMass(double.NegativeInfinity, double.PositiveInfinity), 1e-15);
        Assert.Equal(Math.Log(0.5), Normal.LogMass(double.NegativeInfinity, 0), 1e-15);
        Assert.All((double[])[-3, 0, 0.5, 40], x => Assert.Equal(double.NegativeInfinity, Normal.LogMass(x, x)));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(-0.001, 0.002)]
    [InlineData(-9, 0)]
    [InlineData(0, 9)]
    [InlineData(-1e-12, 1)]
    [InlineData(-50, 50)]
    public void TruncatedQuantile_OfAProbability_HasThatShareOfTheMass(double a, double b)
    {
        for (double u = 0.03; u < 1; u += 0.047)
        {
            double x = Normal.TruncatedQuantile(u, a, b);

            Assert.Equal(Math.Log(u), Normal.LogMass(a, x) - Normal.LogMass(a, b), 1e-9);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-150)]
    [InlineData(1e140)]
    public void SymmetricEigen_OfEqualEigenvalues_GivesOrthonormalVectors(double scale)
    {
        // J + I of order 4 has the eigenvalues 5 and three times 1.
        double[] matrix = [.. Enumerable.Range(0, 16).Select(i => scale * (i / 4 == i % 4 ? 2 : 1))];

        var (values, vectors) = SymmetricEigen.Of(matrix, 4);

        Assert.Equal([1, 1, 1, 5], values.Select(value => value / scale).Order(), (a, b) => Math.Abs(a - b) < 1e-14);
        for (int p = 0; p < 4; p++)
        {
            for (int q = 0; q < 4; q++)
            {
                double dot = Enumerable.Range(0, 4).Sum(k => vectors[(k * 4) + p] * vectors[(k * 4) + q]);
                Assert.Equal(p == q ? 1 : 0, dot, 1e-14);
            }
        }
    }

    [Fact]
    public void SymmetricEigen_OfADiagonalMatrix_IsItself()
    {
        Assert.Equal([3, -1, 0], SymmetricEigen.Of([3, 0, 0, 0, -1, 0, 0, 0, 0], 3).Values);
        Assert.Equal([-7], SymmetricEigen.Of([-7], 1).Values);
        Assert.Equal([1.0], SymmetricEigen.Of([-7], 1).Vectors);
    }

    [Fact]
    public void Lbfgs_WhereNothingIsToGain_ReturnsTheStart()
    {
        Assert.Equal([2, 3], Lbfgs.Minimize(_ => (7, [0, 0]), [2, 3], 50, 1e-9));
        Assert.Equal([2, 3], Lbfgs.Minimize(x => (x[0], [1, 0]), [2, 3], 0, 1e-9));
        Assert.Equal([2, 3], Lbfgs.Minimize(x => (x[0] == 2 ? 0 : double.NaN, [1, 0]), [2, 3], 50, 1e-9));
    }

    /// <summary>Neighbouring doubles have no number between them: the split must still leave rows on both sides.</summary>
    [Fact]
    public void Forest_OfNeighbouringDoubles_SplitsThem()
    {
        double at = 0.3;
        for (int i = 0; i < 4; i++, at = Math.BitIncrement(at))
        {
            double[][] x = [[at], [Math.BitIncrement(at)]];

            var forest = new RegressionForest(x, [0, 1], 16, RandomAddress.FromSeed(1));

            Assert.Equal([1], forest.ImpurityDecreases().Select(Math.Ceiling)); // of trees whose sample has both rows
        }
    }

    [Fact]
    public void Forest_OfTargetsNoFeatureTellsApart_HasNoImportances()
    {
        foreach (var forest in (RegressionForest[])[
            new([[0.2, 0.4], [0.2, 0.4], [0.2, 0.4]], [0, 1, 2], 8, RandomAddress.FromSeed(1)),
            new([[0.2, 0.4], [0.7, 0.1]], [3, 3], 8, RandomAddress.FromSeed(1)),
            new([[0.2, 0.4]], [3], 8, RandomAddress.FromSeed(1))])
        {
            Assert.Equal([0, 0], forest.ImpurityDecreases());
            Assert.Equal([0, 0], forest.MarginalVariances());
        }
    }

    /// <summary>A step at ½ of the second of three features: all of the variance is its own.</summary>
    [Fact]
    public void Forest_OfAStepInOneFeature_GivesItAll()
    {
        double[][] x = [.. Enumerable.Range(0, 60).Select(i => (double[])[i * 0.618 % 1, i * 0.755 % 1, i * 0.57 % 1])];
        var forest = new RegressionForest(x, [.. x.Select(p => p[1] < 0.5 ? -2.0 : 1)], 8, RandomAddress.FromSeed(2));

        Assert.Equal([0, 1, 0], forest.ImpurityDecreases());
        Assert.Equal([0, 1, 0], forest.MarginalVariances(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>The radical inverse of 2³² − 1 in base 2 is 1 − 2⁻³², of 3²⁰ − 1 in base 3 is 1 − 3⁻²⁰; 719 is the 128th prime.</summary>
    [Fact]
    public void Halton_AtTheEndsOfItsRange_IsTheRadicalInverse()
    {
        Assert.Equal(1 - Math.Pow(2, -32), Halton.At(uint.MaxValue, 0));
        Assert.Equal(1 - Math.Pow(3, -20), Halton.At(3486784400, 1), 1e-15);
        Assert.Equal(1 / 719.0, Halton.At(1, 127), 1e-18);
        Assert.Equal(128, Halton.Dimensions);
        Assert.All(Enumerable.Range(0, 128), dimension => Assert.InRange(Halton.At(uint.MaxValue, dimension), 0, 1 - double.Epsilon));
    }

    [Fact]
    public void NextInt_OfTheWholeRange_StaysInIt()
    {
        var random = RandomAddress.FromSeed(6).Stream();
        for (int i = 0; i < 1000; i++)
        {
            Assert.InRange(random.NextInt32(int.MaxValue), 0, int.MaxValue - 1);
            Assert.InRange(random.NextInt64(long.MaxValue), 0, long.MaxValue - 1);
            Assert.Equal(0, random.NextInt64(1));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => RandomAddress.FromSeed(1).Stream().NextInt32(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomAddress.FromSeed(1).Stream().NextInt64(-1));
    }

    /// <summary>The lazy greedy choice is the plain greedy one: each time the point that adds most, the first of equal ones.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void SelectSubset_OfRandomPoints_HasTheVolumeOfAPlainGreedyChoice(int dimensions)
    {
        double[] reference = [.. Enumerable.Repeat(1.0, dimensions)];
        for (ulong seed = 0; seed < 8; seed++)
        {
            var random = RandomAddress.FromSeed(seed).Stream();
            double[][] points = new double[10][];
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = new double[dimensions];
                for (int k = 0; k < dimensions; k++)
                {
                    points[i][k] = random.NextInt32(13) / 10.0; // ties, and some beyond the reference point
                }
            }

            int[] chosen = Hypervolume.SelectSubset(points, reference, 4);

            List<double[]> greedy = [];
            for (int count = 1; count <= 4; count++)
            {
                greedy.Add(points.MaxBy(point => Hypervolume.Of([.. greedy, point], reference))!);
                double ours = Hypervolume.Of(chosen.Take(count).Select(i => points[i]), reference);
                Assert.Equal(Hypervolume.Of(greedy, reference), ours, 1e-12);
            }

            Assert.Equal(10, Hypervolume.SelectSubset(points, reference, 99).Distinct().Count());
            Assert.Empty(Hypervolume.SelectSubset(points, reference, 0));
        }
    }
}
