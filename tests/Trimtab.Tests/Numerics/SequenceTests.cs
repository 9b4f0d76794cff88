using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Random and low-discrepancy sequences: SciPy's points, moments and frequencies of uniform, normal and integer draws.</summary>
public class SequenceTests
{
    private const int Draws = 100_000;

    /// <summary>SciPy's scipy.stats.qmc.Sobol; the points 2ᵏ need every direction number up to k, of every dimension.</summary>
    [Fact]
    public void Sobol_OfEveryDimension_IsSciPys()
    {
        foreach (var oracle in Oracles.Load("numerics.json").GetProperty("sobol").EnumerateArray())
        {
            int[] expected = oracle.GetProperty("times_2_30").Integers();
            uint index = oracle.GetProperty("index").GetUInt32();

            Assert.Equal(Sobol.Dimensions, expected.Length);
            Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(dimension => (int)((1 << 30) * Sobol.At(index, dimension))));
        }
    }

    [Fact]
    public void NextDouble_OfManyDraws_HasTheMomentsOfTheUniformDistribution()
    {
        var random = RandomAddress.FromSeed(1).Stream();
        double sum = 0, squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            double u = random.NextDouble();
            Assert.InRange(u, 0, 1 - double.Epsilon);
            (sum, squares) = (sum + u, squares + (u * u));
        }

        Assert.Equal(0.5, sum / Draws, 4 * Math.Sqrt(1.0 / 12 / Draws)); // four standard errors
        Assert.Equal(1.0 / 3, squares / Draws, 4 * Math.Sqrt(4.0 / 45 / Draws));
    }

    [Fact]
    public void NextNormal_OfManyDraws_HasTheMomentsOfTheStandardNormal()
    {
        var random = RandomAddress.FromSeed(2).Stream();
        double[] powers = new double[5];
        for (int i = 0; i < Draws; i++)
        {
            double z = random.NextNormal();
            for (int k = 1; k <= 4; k++)
            {
                powers[k] += Math.Pow(z, k) / Draws;
            }
        }

        // Variances of zᵏ are (2k − 1)!! − ((k − 1)!!)² for even k: 1, 2, 15, 96.
        Assert.Equal(0, powers[1], 4 * Math.Sqrt(1.0 / Draws));
        Assert.Equal(1, powers[2], 4 * Math.Sqrt(2.0 / Draws));
        Assert.Equal(0, powers[3], 4 * Math.Sqrt(15.0 / Draws));
        Assert.Equal(3, powers[4], 4 * Math.Sqrt(96.0 / Draws));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void NextInt_OfManyDraws_IsUniform(int count)
    {
        var random = RandomAddress.FromSeed(3).Stream();
        int[] small = new int[count], large = new int[count];
        for (int i = 0; i < Draws; i++)
        {
            small[random.NextInt32(count)]++;
            large[random.NextInt64(count)]++;
        }

        double error = 4 * Math.Sqrt(Draws * (1.0 / count) * (1 - (1.0 / count))) + 1e-9;
        Assert.All(small.Concat(large), frequency => Assert.Equal((double)Draws / count, frequency, error));
    }

    /// <summary>Six orders of three items, each with probability 1/6.</summary>
    [Fact]
    public void Shuffle_OfThreeItems_GivesEveryOrderEquallyOften()
    {
        var random = RandomAddress.FromSeed(4).Stream();
        var orders = new Dictionary<string, int>();
        for (int i = 0; i < 60_000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle<char>(items);
            orders[new(items)] = orders.GetValueOrDefault(new(items)) + 1;
        }

        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, frequency => Assert.Equal(10_000, frequency, 4 * Math.Sqrt(60_000 * 5.0 / 36)));
    }

    [Fact]
    public void RandomAddress_OfDifferentNamesAndNumbers_HasDifferentKeys()
    {
        var seed = RandomAddress.FromSeed(5);
        string[] names = ["", "a", "b", "ab", "ba", "0", "1"];
        var keys = Enumerable.Range(0, 1000).Select(i => seed.At(i).Key).Concat(names.Select(name => seed.At(name).Key)).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(seed.At("a").At(1), RandomAddress.FromSeed(5).At("a").At(1));
        Assert.NotEqual(seed.At("a").At(1), seed.At(1).At("a"));
    }
}
