using Trimtab.ModelSelection;
using Trimtab.Samplers;

namespace Trimtab.Tests.Samplers;

public class GridSamplerTests
{
    private static readonly ParameterGrid _grid = new() { ["n"] = [1, 2, 3], ["kind"] = ["a", "b"] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Cells_OfAGrid_AreTriedOnceEach(int concurrency)
    {
        var study = new Study(new() { Sampler = new GridSampler(_grid), Concurrency = concurrency });

        string why = await study.OptimizeAsync(Value, cancellationToken: Token);

        Assert.Equal("every cell of the grid was tried", why);
        Assert.Equal(_grid, study.History.Select(trial => trial.Parameters));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Cells_ThatFail_AreTriedAgain(int concurrency)
    {
        var study = new Study(new() { Sampler = new GridSampler(_grid), Concurrency = concurrency });

        await study.OptimizeAsync(trial => Value(trial) is var value && trial.Number == 1 ? throw new InvalidOperationException("once") : value, cancellationToken: Token);

        Assert.Equal([.. _grid, _grid[1]], study.History.Select(trial => trial.Parameters));
        Assert.Equal(TrialState.Complete, study.History[6].State);
    }

    [Fact]
    public async Task AKnob_TheGridLacks_IsNamed()
    {
        var study = new Study(new() { Sampler = new GridSampler(_grid) });

        var error = await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 2, cancellationToken: Token));

        Assert.Contains("A grid must have every knob that is asked for. Got 'x', the grid has kind, n.", error.Message, StringComparison.Ordinal);
    }

    private static double Value(LiveTrial trial) => trial.SuggestInt("n", 1, 3) + (trial.SuggestCategorical("kind", ["a", "b"]) == "a" ? 0 : 0.5);
}
