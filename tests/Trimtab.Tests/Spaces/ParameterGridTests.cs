using System.Text.Json;
using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

public class ParameterGridTests
{
    private static readonly JsonElement[] _cases = [.. Oracles.Load("model-selection.json").GetProperty("parameter_grid").EnumerateArray()];

    /// <summary>Oracle cases whose values a parameter can hold: not null, lists or dictionaries.</summary>
    public static TheoryData<int> Writable =>
    [.. Enumerable.Range(0, _cases.Length).Where(
        i => _cases[i].GetProperty("result") is { ValueKind: JsonValueKind.Array } result && result.EnumerateArray().All(Holds))];

    [Theory]
    [MemberData(nameof(Writable))]
    public void Enumerate_OracleGrid_MatchesSklearn(int index)
    {
        var grid = Read(_cases[index].GetProperty("grid"));

        ParameterSet[] expected = [.. _cases[index].GetProperty("result").EnumerateArray().Select(ReadSet)];
        Assert.Equal(_cases[index].GetProperty("len").GetInt32(), grid.Count);
        Assert.Equal(expected, grid);
        Assert.Equal(expected, Enumerable.Range(0, grid.Count).Select(i => grid[i]));
    }

    [Fact]
    public void Writable_OfTheOracle_CoversMostOfIt() => Assert.Equal(10, Writable.Count);

    [Fact]
    public void Initializer_OfTheSeed_LastNameCyclesFastest()
    {
        var grid = new ParameterGrid { ["epochs"] = [10, 20, 30, 40], ["batch_size"] = [32, 64] };

        Assert.Equal(["batch_size", "epochs"], grid.Names);
        Assert.Equal(8, grid.Count);
        Assert.Equal(ParameterSet.Of(("batch_size", 32), ("epochs", 20)), grid[1]);
    }

    [Fact]
    public void Concat_OfTwoGrids_CountsBothAndNamesAll()
    {
        var grid = ParameterGrid.Concat(
            new ParameterGrid { ["optimizer"] = ["sgd"], ["momentum"] = [0.0, 0.9] },
            ParameterGrid.Concat(new ParameterGrid { ["optimizer"] = ["adam", "nadam"] }));

        Assert.Equal(4, grid.Count);
        Assert.Equal(["momentum", "optimizer"], grid.Names);
        Assert.Equal(ParameterSet.Of(("optimizer", "nadam")), grid[3]);
    }

    [Fact]
    public void LongCount_BeyondInt_IsExactAndIndexable()
    {
        var grid = ParameterGrid.Create(Enumerable.Range(0, 40).Select(i => KeyValuePair.Create<string, ParameterValues>(
            $"k{i:00}", [0, 1])));

        Assert.Equal(1L << 40, grid.LongCount);
        Assert.Equal(
            ParameterSet.Create(grid.Names.Select(name => KeyValuePair.Create<string, ParameterValue>(name, 1))), grid[(1L << 40) - 1]);
        Assert.Contains("sample it instead", Assert.Throws<TrimtabException>(() => grid.Count).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LongCount_BeyondLong_SaysSo()
    {
        var grid = ParameterGrid.Create(Enumerable.Range(0, 200).Select(i => KeyValuePair.Create<string, ParameterValues>(
            $"k{i:000}", [0, 1, 2])));

        Assert.Contains(
            "at most 9223372036854775807", Assert.Throws<TrimtabException>(() => grid.LongCount).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Initializer_WithoutValues_NamesTheParameter()
    {
        var error = Assert.Throws<ArgumentException>(() => new ParameterGrid { ["epochs"] = [] });

        Assert.Equal(
            "Parameter 'epochs' of a grid must have at least one value. Got an empty list: "
            + "leave the parameter out where it is not searched.",
            error.Message);
    }

    [Fact]
    public void Initializer_WithAValueTwice_NamesParameterAndValue()
    {
        var error = Assert.Throws<ArgumentException>(() => new ParameterGrid { ["epochs"] = [10, 20, 10] });

        Assert.Equal("Parameter 'epochs' of a grid must have distinct values. Got 10 twice in [10,20,10].", error.Message);
    }

    [Fact]
    public void Create_WithAParameterTwice_NamesTheParameter() =>
        Assert.Contains(
            "Got 'a' twice",
            Assert.Throws<ArgumentException>(() => ParameterGrid.Create([new("a", [1]), new("a", [2])])).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Index_OutsideTheGrid_IsRefused(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGrid { ["a"] = [1, 2] }[index]);

    private static bool Holds(JsonElement set) => set.EnumerateObject().All(p =>
        p.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False);

    private static ParameterGrid Read(JsonElement grid) => grid.ValueKind == JsonValueKind.Array
        ? ParameterGrid.Concat([.. grid.EnumerateArray().Select(Read)])
        : ParameterGrid.Create(grid.EnumerateObject().Select(
            p => KeyValuePair.Create<string, ParameterValues>(p.Name, [.. p.Value.EnumerateArray().Select(ReadValue)])));

    private static ParameterSet ReadSet(JsonElement set) =>
        ParameterSet.Create(set.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, ReadValue(p.Value))));

    private static ParameterValue ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole : value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetBoolean(),
    };

    [Fact]
    public void Values_InAnArray_StandForTheirList()
    {
        ParameterValue[] values = [1, 2.5, "x"];

        var grid = new ParameterGrid { ["a"] = values };
        var space = new SearchSpace { ["a"] = values };
        values[0] = 7;

        Assert.Equal([1, 2.5, "x"], grid["a"]);
        Assert.Equal(new CategoricalDistribution([1, 2.5, "x"]), space["a"]);
    }
}
