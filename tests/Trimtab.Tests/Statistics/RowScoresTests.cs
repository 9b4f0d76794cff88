using System.Text.Json;
using Trimtab.Numerics;
using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class RowScoresTests
{
    [Fact]
    public void Pack_OfTwoValues_KeepsThemInABitEach()
    {
        double[] scores = [0, 1, 1, 0, 1, 0, 0, 0, 1], unpacked = new double[9];

        var packed = RowScores.Pack(scores)!;
        packed.CopyTo(unpacked);

        Assert.Equal(scores, unpacked);
        Assert.Equal(2, packed.Packed.Length);
    }

    [Fact]
    public void Pack_OfRealScores_KeepsThreeDigits()
    {
        double[] scores = [-1e12, -3.25e11, -1e9, -7e8], unpacked = new double[4];

        RowScores.Pack(scores)!.CopyTo(unpacked);

        Assert.All(scores.Zip(unpacked), pair => Assert.Equal(1, pair.Second / pair.First, 1.0 / 2048)); // eleven bits of a half
    }

    /// <summary>60,000 rows in two folds by log loss are 30,000 real scores a fold.</summary>
    [Theory]
    [InlineData(30_000, true)]
    [InlineData(524_288, true)]
    [InlineData(524_289, false)]
    public void Pack_OfRealScores_KeepsUpToAMebibyte(int rows, bool isKept) =>
        Assert.Equal(isKept, RowScores.Pack([.. Enumerable.Range(0, rows).Select(i => (double)i)]) is not null);

    /// <summary>What scores have in common costs no digits: only how they differ matters.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-1000)]
    [InlineData(1e6)]
    public void Pack_OfScoresWithAnOffset_KeepsTheirDifferences(double offset)
    {
        double[] scores = [.. Enumerable.Range(0, 101).Select(i => offset - (i / 100.0))], unpacked = new double[scores.Length];

        RowScores.Pack(scores)!.CopyTo(unpacked);

        Assert.All(scores.Zip(unpacked), pair => Assert.Equal(pair.First, pair.Second, 1.3e-4)); // half of the last of eleven bits, of 0.5
    }

    [Fact]
    public void Pack_OfOneScoreFarFromTheRest_KeepsTheRest()
    {
        double[] scores = [-1e6, -0.25, -0.5, -0.125, -0.75], unpacked = new double[scores.Length];

        RowScores.Pack(scores)!.CopyTo(unpacked);

        Assert.All(scores.Zip(unpacked).Skip(1), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void Pack_OfTwoValues_KeepsMoreRowsThanOfRealScores() =>
        Assert.NotNull(RowScores.Pack([.. Enumerable.Range(0, 2_000_000).Select(i => (double)(i % 2))]));

    [Fact]
    public void Of_RowsThatAreNotFinite_IsNull()
    {
        Assert.Null(RowScores.Of([1, double.NaN]));
        Assert.Null(RowScores.Of([1, double.NegativeInfinity]));
        Assert.Null(RowScores.Of([]));
        Assert.Null(RowScores.Of(null));
        Assert.NotNull(RowScores.Of([1, 0]));
    }

    /// <summary>
    /// Scores of any size, together: they come back within eleven bits of their distance from the median, or are refused, which happens
    /// only where that distance is beyond a double or below 2⁻¹⁰⁰⁷, or its rounding beyond a double.
    /// </summary>
    [Fact]
    public void Pack_OfExtremeScores_KeepsThemOrRefuses()
    {
        double[] sizes =
        [
            0, double.Epsilon, 2 * double.Epsilon, 1e-320, 1e-310, 2.3e-308, 1e-305, 1e-303, 1e-300, 1e-20,
            1, 1e20, 1e300, 1e304, 1e308, double.MaxValue,
        ];
        var random = RandomAddress.FromSeed(1).Stream();
        for (int repeat = 0; repeat < 50_000; repeat++)
        {
            double[] scores = new double[1 + random.NextInt32(5)];
            for (int i = 0; i < scores.Length; i++)
            {
                double factor = random.NextInt32(2) == 0 ? 1 : random.NextDouble();
                scores[i] = (random.NextInt32(2) == 0 ? 1 : -1) * factor * sizes[random.NextInt32(sizes.Length)];
            }

            RequireKeptOrRefused(scores);
        }
    }

    [Fact]
    public void Pack_OfScoresThatCannotComeBack_IsNull()
    {
        Assert.Null(RowScores.Pack([0, double.Epsilon, 2 * double.Epsilon])); // came back as NaN
        Assert.Null(RowScores.Pack([1e308, 1e308, -1e308, 0.5])); // came back as −∞
        Assert.Null(RowScores.Pack([-1e308, 1.5e308]));
    }

    /// <summary>A ledger file may have been edited: a half that is no number, and one too large for its scale.</summary>
    [Theory]
    [InlineData(1, "7E00")]
    [InlineData(1, "FC00")]
    [InlineData(1e304, "7BFF")]
    public void IsSound_OfRowsThatAreNotFinite_IsFalse(double scale, string half)
    {
        byte[] bytes = Convert.FromHexString(half);

        Assert.False(new RowScores(1, IsBits: false, 0, scale, [bytes[1], bytes[0]]).IsSound);
        Assert.False(new RowScores(1, IsBits: true, 1e308, 1e308, [1]).IsSound);
    }

    [Fact]
    public void Json_ThereAndBack_IsTheSame()
    {
        var packed = RowScores.Pack([0.25, -3, 8])!;

        var back = JsonSerializer.Deserialize<RowScores>(JsonSerializer.Serialize(packed))!;

        Assert.Equal(packed.Packed, back.Packed);
        Assert.Equal((packed.Count, packed.IsBits, packed.Low, packed.Scale), (back.Count, back.IsBits, back.Low, back.Scale));
        Assert.True(back.IsSound);
    }

    private static void RequireKeptOrRefused(double[] scores)
    {
        double median = scores.Order().ElementAt(scores.Length / 2), span = Math.Max(median - scores.Min(), scores.Max() - median);
        string name = string.Join(", ", scores.Select(score => Invariant($"{score:R}")));
        if (RowScores.Pack(scores) is not { } packed)
        {
            double range = scores.Max() - scores.Min(), largest = scores.Max(Math.Abs) * (1 + (1.0 / 2048));
            Assert.True(!double.IsFinite(range) || !double.IsFinite(largest) || span < Math.ScaleB(1, -1007), name);
            return;
        }

        double[] back = new double[scores.Length];
        packed.CopyTo(back);
        Assert.True(packed.IsSound, name);
        Assert.All(scores.Zip(back), pair =>
        {
            double digits = Math.Abs(pair.First - median) / 2048, least = Math.ScaleB(span, -40), rounding = Math.ScaleB(
                Math.Abs(pair.First) + Math.Abs(median), -51);
            Assert.True(Math.Abs(pair.First - pair.Second) <= digits + least + rounding, $"{name}: {pair}");
        });
    }
}
