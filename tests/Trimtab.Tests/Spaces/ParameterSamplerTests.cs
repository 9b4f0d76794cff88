using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

public class ParameterSamplerTests
{
    private static readonly ParameterGrid _grid = new() { ["a"] = [1, 2, 3], ["b"] = ["x", "y"] };
    private static readonly SearchSpace _mixed = new()
    {
        ["a"] = new CategoricalDistribution([1, 2, 3]),
        ["rate"] = new FloatDistribution(0, 1),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public void Draw_FromLists_RepeatsNothing(int count)
    {
        var sampler = new ParameterSampler(_grid, count, seed: 5);

        Assert.Equal(count, sampler.Distinct().Count());
        Assert.Subset(_grid.ToHashSet(), sampler.ToHashSet());
        Assert.Null(sampler.Warning);
    }

    [Fact]
    public void Draw_OfMoreThanThereAre_TakesAllAndSaysSo()
    {
        var sampler = new ParameterSampler(_grid, 10);

        Assert.Equal(_grid.ToHashSet(), sampler.ToHashSet());
        Assert.Equal(6, sampler.Count);
        Assert.Equal(
            "The space has 6 candidates, fewer than the 10 asked for: all 6 are tried, once each. Search the grid itself instead.",
            sampler.Warning);
    }

    [Fact]
    public void Draw_FromMixedSpace_MayRepeatAndNeverShrinks()
    {
        var sampler = new ParameterSampler(new SearchSpace { ["units"] = new IntDistribution(1, 2) }, 20);

        Assert.Equal(20, sampler.Count);
        Assert.Equal(2, sampler.Distinct().Count());
        Assert.Null(sampler.Warning);
    }

    [Fact]
    public void Draw_OfMore_AddsToTheEnd()
    {
        Assert.Equal(new ParameterSampler(_grid, 3, 7), new ParameterSampler(_grid, 6, 7).Take(3));
        Assert.Equal(new ParameterSampler(_mixed, 5, 7), new ParameterSampler(_mixed, 50, 7).Take(5));
    }

    [Fact]
    public void Draw_WithAnotherSeed_Differs()
    {
        Assert.NotEqual(new ParameterSampler(_mixed, 5, 7), new ParameterSampler(_mixed, 5, 8));
        Assert.Equal(new ParameterSampler(_mixed, 5, 7), new ParameterSampler(_mixed, 5, 7));
    }

    [Fact]
    public void Draw_FromAGridOfMillions_ListsNoneOfThem()
    {
        var grid = ParameterGrid.Create(Enumerable.Range(0, 50).Select(i => KeyValuePair.Create<string, ParameterValues>($"k{i}", [0, 1])));

        Assert.Equal(100, new ParameterSampler(grid, 100).Distinct().Count());
    }

    [Fact]
    public void Draw_FromAGridTooLargeToCount_StillDraws()
    {
        var grid = ParameterGrid.Create(Enumerable.Range(0, 70).Select(i => KeyValuePair.Create<string, ParameterValues>($"k{i}", [0, 1])));

        Assert.Equal(100, new ParameterSampler(grid, 100).Distinct().Count());
    }

    [Fact]
    public void Draw_FromConcatenatedGrids_IsEvenOverCandidates()
    {
        var grid = ParameterGrid.Concat(new ParameterGrid { ["a"] = [1] }, new ParameterGrid { ["b"] = [1, 2, 3] });

        var first = Enumerable.Range(0, 2000).Count(seed => new ParameterSampler(grid, 1, (ulong)seed)[0].ContainsKey("a"));

        Assert.Equal(500, first, 78.0); // 4 standard errors: 4 · √(2000 · ¼ · ¾)
    }

    [Fact]
    public void Draw_FromSeveralSpaces_PicksThemEvenly()
    {
        var sampler = new ParameterSampler([_mixed, new SearchSpace { ["other"] = new IntDistribution(0, 9) }], 2000);

        Assert.Equal(1000, sampler.Count(set => set.ContainsKey("other")), 90.0); // 4 standard errors: 4 · √(2000 · ½ · ½)
    }

    [Fact]
    public void Constructor_OfNoSpaceOrNoCandidates_SaysTheRule()
    {
        Assert.Contains(
            "one space or more",
            Assert.Throws<ArgumentException>(() => new ParameterSampler(Array.Empty<SearchSpace>(), 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterSampler(_grid, 0));
    }
}
