using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

public class SearchSpaceTests
{
    private static readonly SearchSpace _mixed = new()
    {
        ["units"] = new IntDistribution(8, 64),
        ["rate"] = new FloatDistribution(1e-4, 1e-1, Log: true),
        ["activation"] = new CategoricalDistribution(["relu", "tanh"]),
    };

    [Fact]
    public void Keys_InWhateverOrderWritten_AreSorted() => Assert.Equal(["activation", "rate", "units"], _mixed.Keys);

    [Fact]
    public void Sample_WithAParameterMore_LeavesTheOthersAsTheyWere()
    {
        var more = SearchSpace.Create([.. _mixed, new("batch", new IntDistribution(1, 1000))]);

        var address = RandomAddress.FromSeed(3);

        Assert.Equal(_mixed.Sample(address), more.Sample(address).Without("batch"));
    }

    [Fact]
    public void Contains_OfADraw_IsTrueAndOfItsVariationsIsFalse()
    {
        var drawn = _mixed.Sample(RandomAddress.FromSeed(0));

        Assert.True(_mixed.Contains(drawn));
        Assert.False(_mixed.Contains(drawn.With("other", 1)));
        Assert.False(_mixed.Contains(drawn.Without("rate")));
        Assert.False(_mixed.Contains(drawn.With("units", 65)));
    }

    [Fact]
    public void Conversion_OfAGrid_KeepsItsLists()
    {
        SearchSpace space = new ParameterGrid { ["a"] = [1, 2] };

        Assert.True(space.IsGrid);
        Assert.Equal(new SearchSpace { ["a"] = new CategoricalDistribution([1, 2]) }, space);
    }

    [Fact]
    public void Conversion_OfConcatenatedGrids_SaysWhatToDo()
    {
        var grids = ParameterGrid.Concat(new ParameterGrid { ["a"] = [1] }, new ParameterGrid { ["b"] = [1] });

        Assert.Contains(
            "Got 2 concatenated grids; sample the grid itself",
            Assert.Throws<TrimtabException>(() => { SearchSpace space = grids; }).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithAParameterTwice_NamesIt()
    {
        KeyValuePair<string, Distribution> once = new("a", new IntDistribution(0, 1)), again = new("a", new IntDistribution(0, 1));

        Assert.Contains(
            "Got 'a' twice",
            Assert.Throws<ArgumentException>(() => SearchSpace.Create([once, again])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Index_OfAnUnknownParameter_ListsTheKnown() =>
        Assert.Equal(
            "No parameter is called 'rat'. Did you mean 'rate'? Known: activation, rate, units.",
            Assert.Throws<UnknownNameException>(() => _mixed["rat"]).Message);
}
