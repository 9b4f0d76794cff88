using System.Text.Json;
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

    [Fact]
    public void Json_ThereAndBack_IsTheSame()
    {
        var packed = RowScores.Pack([0.25, -3, 8])!;

        var back = JsonSerializer.Deserialize<RowScores>(JsonSerializer.Serialize(packed))!;

        Assert.Equal(packed.Packed, back.Packed);
        Assert.Equal((packed.Count, packed.IsBits, packed.Low, packed.Scale), (back.Count, back.IsBits, back.Low, back.Scale));
        Assert.True(back.IsSound);
    }
}
