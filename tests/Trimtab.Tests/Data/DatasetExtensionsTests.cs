using Trimtab.Data;

namespace Trimtab.Tests.Data;

public class DatasetExtensionsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(100)]
    public void Subset_OfAnyCount_KeepsTheBalanceToWithinARow(int count)
    {
        var rows = Rows([.. Enumerable.Repeat(0.0, 60), .. Enumerable.Repeat(1.0, 30), .. Enumerable.Repeat(2.0, 10)]);

        var subset = rows.Subset(count, seed: 3);

        Assert.Equal(count, subset.Count);
        Assert.All([(0.0, .6), (1.0, .3), (2.0, .1)], item =>
        {
            var (label, share) = item;
            Assert.InRange(subset.Labels().Count(l => l == label), Math.Floor(share * count), Math.Ceiling(share * count));
        });
    }

    [Fact]
    public void Subset_KeepsTheOrderAndTakesNoRowTwice()
    {
        var ids = Ids(Rows([.. Enumerable.Range(0, 200).Select(i => i % 3.0)]).Subset(80));

        Assert.Equal(ids.Order().Distinct(), ids);
    }

    [Fact]
    public void Subset_WithTheSameSeed_TakesTheSameRows()
    {
        var rows = Rows([.. Enumerable.Range(0, 200).Select(i => i % 3.0)]);

        Assert.Equal(rows.Subset(50, 1).Fingerprint, rows.Subset(50, 1).Fingerprint);
        Assert.NotEqual(rows.Subset(50, 1).Fingerprint, rows.Subset(50, 2).Fingerprint);
    }

    [Fact]
    public void Subset_OfRealTargets_TakesEveryRowEquallyOften()
    {
        var rows = Rows([.. Enumerable.Range(0, 20).Select(i => i + .5)]);

        var times = Enumerable.Range(0, 2000).SelectMany(seed => Ids(rows.Subset(5, (ulong)seed))).CountBy(id => id);

        // 500 expected, standard deviation sqrt(2000 · ¼ · ¾) = 19.4: five of them each way.
        Assert.All(times, row => Assert.InRange(row.Value, 403, 597));
    }

    [Fact]
    public void Subset_OfASelection_StaysInsideIt()
    {
        var even = Rows([.. Enumerable.Range(0, 100).Select(i => i % 5.0)]).Select([.. Enumerable.Range(0, 50).Select(i => 2 * i)]);

        Assert.All(Ids(even.Subset(20)), id => Assert.Equal(0, id % 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    public void Subset_OfImpossibleCount_SaysTheRange(int count) =>
        Assert.Contains(
            Invariant($"from 1 to 3 rows, as many as there are. Got {count}."),
            Assert.Throws<ArgumentOutOfRangeException>(() => Rows([1, 2, 3]).Subset(count)).Message,
            StringComparison.Ordinal);

    private static Dataset Rows(double[] labels) => new([.. Enumerable.Range(0, labels.Length).Select(i => (float)i)], [1], labels);

    private static float[] Ids(Dataset rows) => [.. Enumerable.Range(0, rows.Count).Select(i => rows.FeaturesOf(i)[0])];
}
