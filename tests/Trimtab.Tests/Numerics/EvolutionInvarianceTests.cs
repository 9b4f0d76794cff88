using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Invariances of CMA-ES (Hansen, arXiv:1604.00772), margins of discrete coordinates, and probabilities of lists.</summary>
public class EvolutionInvarianceTests
{
    /// <summary>Only the order of the losses counts: a strictly increasing function of them changes nothing.</summary>
    [Fact]
    public void Update_OfLossesOnAnotherScale_IsTheSame() =>
        AssertAlike(Run(x => x, loss => loss), Run(x => x, loss => Math.Exp(loss) - 7), x => x);

    [Fact]
    public void Update_OfAShiftedProblem_IsShifted() => AssertAlike(Run(x => x, loss => loss), Run(Shift, loss => loss), Shift);

    /// <summary>A quarter turn: the covariance turns too.</summary>
    [Fact]
    public void Update_OfATurnedProblem_IsTurned()
    {
        var (plain, turned) = (Run(x => x, loss => loss), Run(Turn, loss => loss));

        AssertAlike(plain, turned, Turn);
        Assert.Equal(plain.Covariance[0], turned.Covariance[3], 1e-10);
        Assert.Equal(-plain.Covariance[1], turned.Covariance[1], 1e-10);
    }

    /// <summary>In one dimension a variance is all of the covariance; c₁ and c_μ are (1 + 2)/3 times as large.</summary>
    [Fact]
    public void Update_OfOneDimension_IsTheSameWhetherSeparableOrNot()
    {
        var (full, separable) = (new CovarianceAdaptation([0.5], 0.3), new CovarianceAdaptation([0.5], 0.3, isSeparable: true));
        var random = RandomAddress.FromSeed(3).Stream();
        for (int generation = 0; generation < 20; generation++)
        {
            List<(double[], double)> points = [];
            for (int i = 0; i < full.PopulationSize; i++)
            {
                double[] x = full.Sample(ref random);
                points.Add((x, x[0] * x[0]));
            }

            full.Update(points);
            separable.Update(points);
        }

        Assert.Equal(full.Mean[0], separable.Mean[0], 1e-13);
        Assert.Equal(full.Covariance[0], separable.Covariance[0], 1e-13);
        Assert.Equal(full.Sigma, separable.Sigma, 1e-13);
    }

    /// <summary>Hamano et al. (2022), of the first and the last cell: P(leave) = α where it was less; else nothing changes.</summary>
    [Theory]
    [InlineData(0.1, 0.01)]
    [InlineData(0.1, 0.3)]
    [InlineData(0.01, 1e-6)]
    public void ApplyMargin_OfAnEndCell_LeavesItWithAtLeastAlpha(double α, double sigma)
    {
        CovarianceAdaptation first = new([0.2], sigma), last = new([0.8], sigma);
        double before = Normal.Cdf((0.2 - 0.25) / sigma);

        first.ApplyMargin(0, double.NegativeInfinity, 0.25, α);
        last.ApplyMargin(0, 0.75, double.PositiveInfinity, α);

        Assert.Equal(Math.Max(before, α), Normal.Cdf((first.Mean[0] - 0.25) / sigma), 1e-9);
        Assert.Equal(first.Mean[0], 1 - last.Mean[0], 1e-12);
    }

    /// <summary>Lists stay distributions with the margin of CatCMA, 1 − 0.73^(1/n) shared by K − 1 choices.</summary>
    [Fact]
    public void Choices_AfterAnyGenerations_AreDistributionsAboveTheMargin()
    {
        int[] sizes = [2, 3, 7];
        var lists = new CategoricalAdaptation(sizes);
        var random = RandomAddress.FromSeed(8).Stream();
        for (int generation = 0; generation < 300; generation++)
        {
            int favourite = generation / 100;
            List<int[]> best = [];
            for (int i = 0; i < 4; i++)
            {
                best.Add([.. sizes.Select(size => Math.Min(size - 1, favourite))]);
            }

            best[3] = lists.Sample(ref random);
            lists.Update(best, [0.5, 0.25, 0.15, 0.1]);

            foreach (var (size, shares) in sizes.Zip(lists.Probabilities))
            {
                Assert.Equal(1, shares.Sum(), 1e-12);
                double margin = (1 - Math.Pow(0.73, 1.0 / 3)) / (size - 1);
                Assert.All(shares, share => Assert.True(share >= margin - 1e-12, $"{share} of {size}"));
            }
        }
    }

    private static double[] Shift(double[] x) => [x[0] + 64, x[1] - 32];

    private static double[] Turn(double[] x) => [-x[1], x[0]];

    /// <summary>Ten generations of the same steps from the mean of a problem that is moved, on an ellipsoid around (1, 2).</summary>
    private static CovarianceAdaptation Run(Func<double[], double[]> move, Func<double, double> scale)
    {
        CovarianceAdaptation plain = new([0, 0], 0.5), moved = new(move([0, 0]), 0.5);
        var random = RandomAddress.FromSeed(1).Stream();
        for (int generation = 0; generation < 10; generation++)
        {
            double[][] points = new double[plain.PopulationSize][];
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = plain.Sample(ref random);
            }

            double[] losses = [.. points.Select(x => ((x[0] - 1) * (x[0] - 1)) + (9 * (x[1] - 2) * (x[1] - 2)) + (x[0] * x[1]))];
            plain.Update([.. points.Zip(losses)]);
            moved.Update([.. points.Zip(losses, (x, loss) => (move(x), scale(loss)))]);
        }

        return moved;
    }

    private static void AssertAlike(CovarianceAdaptation plain, CovarianceAdaptation moved, Func<double[], double[]> move)
    {
        Assert.Equal(move(plain.Mean), moved.Mean, (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.Equal(plain.Sigma, moved.Sigma, 1e-10);
        Assert.Equal(plain.Covariance[0] + plain.Covariance[3], moved.Covariance[0] + moved.Covariance[3], 1e-10);
    }
}
