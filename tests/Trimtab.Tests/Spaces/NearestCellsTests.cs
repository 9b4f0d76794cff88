using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

/// <summary>Points of a finite space by their distance from one, by hand.</summary>
public class NearestCellsTests
{
    /// <summary>
    /// Five whole numbers are steps of a fifth: squares of 0.04 and 0.16; a choice is 0.09 away; of the same distance the lower first.
    /// </summary>
    [Fact]
    public void Cells_AroundANumberAndAList_ComeByDistance()
    {
        var space = new SearchSpace { ["n"] = new IntDistribution(0, 4), ["kind"] = ParameterValues.Create("p", "q", "r") };

        var cells = NearestCells.Of(space, ParameterSet.Of(("n", 1), ("kind", "q"))).Select(Text).ToList();

        Assert.Equal(["1q", "0q", "2q", "1p", "1r"], cells.Take(5));
        Assert.Equal(["0p", "0r", "2p", "2r"], cells[5..9].Order(StringComparer.Ordinal)); // 0.13
        Assert.Equal("3q", cells[9]); // 0.16
        Assert.Equal(15, cells.Distinct().Count());

        static string Text(ParameterSet cell) => $"{cell["n"]}{cell["kind"].As<string>()}";
    }

    /// <summary>On a logarithmic scale 5 is nearer to 4 than 3 is, and 2 as near as 8.</summary>
    [Theory]
    [InlineData(false, new long[] { 4, 3, 5, 2, 6, 1, 7, 8 })]
    [InlineData(true, new long[] { 4, 5, 3, 6, 7, 2, 8, 1 })]
    public void Cells_OfOneNumber_ComeByDistanceOnItsScale(bool isLog, long[] expected)
    {
        var space = new SearchSpace { ["n"] = new IntDistribution(1, 8, isLog) };

        // 4.0 is the whole number 4.
        var cells = NearestCells.Of(space, ParameterSet.Of(("n", 4.0)));

        Assert.Equal(expected, cells.Select(cell => (long)cell["n"].Value!));
    }

    [Fact]
    public void Cells_OfMoreThanCanBeListed_AreFoundAsTheyAreAskedFor()
    {
        var space = SearchSpace.Create(Enumerable.Range(0, 60).Select(i => KeyValuePair.Create(
            Invariant($"n{i:D2}"), (Distribution)new IntDistribution(1, long.MaxValue - 1, Log: true))));
        var from = ParameterSet.Create(space.Keys.Select(name => KeyValuePair.Create(name, (ParameterValue)1000)));

        var cells = NearestCells.Of(space, from).Take(200).ToList();

        Assert.Equal(200, cells.Distinct().Count());
        Assert.Equal(from, cells[0]);
        Assert.All(cells, cell => Assert.True(space.Contains(cell)));
    }
}
