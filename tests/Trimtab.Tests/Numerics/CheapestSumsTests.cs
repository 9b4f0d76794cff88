using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Choices of several lists by the sum of their costs, against sorting all of them.</summary>
public class CheapestSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Choices_OfListsOfWholeCosts_AreAllOfThemOnceByTheirSums(int seed)
    {
        var random = RandomAddress.FromSeed((ulong)seed).Stream();
        int[][] costs = [.. Enumerable.Range(0, 4).Select(_ => new int[1 + random.NextInt32(4)])];
        foreach (int[] list in costs)
        {
            for (int i = 1; i < list.Length; i++)
            {
                list[i] = list[i - 1] + random.NextInt32(3);
            }
        }

        var all =
            from a in costs[0]
            from b in costs[1]
            from c in costs[2]
            from d in costs[3]
            select a + b + c + d;

        var choices = CheapestSums.Of(4, (list, item) => item < costs[list].Length ? costs[list][item] : null).ToList();

        Assert.Equal(all.Order(), choices.Select(items => items.Select((item, list) => costs[list][item]).Sum()));
        Assert.Equal(choices.Count, choices.Select(items => string.Join(' ', items)).Distinct().Count());
    }

    /// <summary>A list is read only as far as the sums need it.</summary>
    [Fact]
    public void Choices_OfListsWithoutAnEnd_AreFoundAsTheyAreAskedFor()
    {
        int furthest = 0;

        var choices = CheapestSums.Of(2, (_, item) => Read(item)).Take(6).ToList();

        Assert.Equal(["0 0", "1 0", "0 1"], choices.Take(3).Select(items => string.Join(' ', items)));
        Assert.InRange(furthest, 2, 3);

        double Read(int item)
        {
            furthest = Math.Max(furthest, item);
            return item;
        }
    }

    [Fact]
    public void Choices_OfNoList_AreOne() => Assert.Empty(Assert.Single(CheapestSums.Of(0, (_, _) => null)));
}
