using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

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

        var result = await study.OptimizeAsync(Value, cancellationToken: Token);

        Assert.Equal((StopReason.Exhausted, "every cell of the grid was tried"), (result.Reason, result.Message));
        Assert.Equal(_grid, study.Trials.Select(trial => trial.Parameters));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Cells_ThatFail_AreTriedAgain(int concurrency)
    {
        var study = new Study(new() { Sampler = new GridSampler(_grid), Concurrency = concurrency });

        await study.OptimizeAsync(
            trial => Value(trial) is var value && trial.Number == 1 ? throw new InvalidOperationException("once") : value,
            cancellationToken: Token);

        Assert.Equal([.. _grid, _grid[1]], study.Trials.Select(trial => trial.Parameters));
        Assert.Equal(TrialState.Complete, study.Trials[6].State);
    }

    /// <summary>The cell of trial 0 fails after trial 1 has begun, so the sampler saw trial 0 while it ran.</summary>
    [Fact]
    public async Task Cell_ThatFailsAfterLaterOnesBeganInAnAsynchronousStudy_IsTriedAgain()
    {
        var study = new Study(new() { Sampler = new GridSampler(_grid), Concurrency = 2, Schedule = Schedule.Asynchronous });
        var lastBegan = new TaskCompletionSource();

        await study.OptimizeAsync(
            async trial =>
            {
                double value = Value(trial);
                if (trial.Number == _grid.Count - 1)
                {
                    lastBegan.SetResult();
                }

                if (trial.Number == 0)
                {
                    await lastBegan.Task;
                    throw new InvalidOperationException("once");
                }

                return value;
            },
            options: new() { Workers = 2 },
            cancellationToken: Token);

        Assert.Equal([.. _grid, _grid[0]], study.Trials.Select(trial => trial.Parameters));
        Assert.Equal(TrialState.Complete, study.Trials[6].State);
    }

    [Fact]
    public async Task AParameter_TheGridLacks_IsNamed()
    {
        var study = new Study(new() { Sampler = new GridSampler(_grid) });

        var error = await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1), 2, cancellationToken: Token));

        Assert.Contains(
            "A grid must have every parameter that is asked for. Got 'x', the grid has kind, n.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// A question costs the same however many cells were tried: 20,000 take a second, where a walk over all at each took a quarter of an
    /// hour.
    /// </summary>
    [Fact]
    public async Task Cells_OfALargeGrid_AreTriedOnceEach()
    {
        var grid = new ParameterGrid
        {
            ["a"] = ParameterValues.Create([.. Enumerable.Range(0, 2000).Select(i => (ParameterValue)i)]),
            ["b"] = ParameterValues.Create([.. Enumerable.Range(0, 10).Select(i => (ParameterValue)i)]),
        };
        var study = new Study(new() { Sampler = new GridSampler(grid), Concurrency = 4 });

        await study.OptimizeAsync(trial => trial.SuggestInt("a", 0, 1999) + trial.SuggestInt("b", 0, 9), cancellationToken: Token);

        Assert.Equal(grid, study.Trials.Select(trial => trial.Parameters));
    }

    /// <summary>
    /// A shorter history after a longer one, cells that are pending, fail and fail again: the answer is that of a sampler that was never
    /// asked before.
    /// </summary>
    [Fact]
    public void Cells_OfHistoriesThatGrowAndShrink_DependOnTheHistoryAlone()
    {
        var random = RandomAddress.FromSeed(2).Stream();
        var sampler = new GridSampler(_grid) { Retries = 2 };
        for (int repeat = 0; repeat < 200; repeat++)
        {
            var used = sampler.Begin(new([new("value")], 1, RandomAddress.FromSeed(0)));
            var trials = new List<Trial>();
            for (int question = 0; question < 40; question++)
            {
                var cell = _grid[random.NextInt32(_grid.Count)];
                var state = random.NextInt32(3) == 0 ? TrialState.Complete : TrialState.Failed;
                trials.Add(new Trial { Number = trials.Count, Parameters = cell, State = state });
                var history = new History(trials.Take(trials.Count - random.NextInt32(Math.Min(4, trials.Count))));
                ParameterSet[] pending = random.NextInt32(2) == 0 ? [] : [_grid[random.NextInt32(_grid.Count)]];

                if (First(history, pending) is { } first)
                {
                    var request = new SuggestionRequest
                    {
                        Number = history.Count,
                        History = history,
                        Pending = pending,
                        Random = RandomAddress.FromSeed(0),
                    };
                    Assert.Equal(first, used.SuggestJointly(request, SearchSpace.Create([])).Values);
                }

                Assert.Equal(First(history, pending) is null, used.Exhausted(history, pending) is not null);
            }
        }
    }

    /// <summary>By the definition: the first untried cell, else the first that failed at most twice and never ended otherwise.</summary>
    private static ParameterSet? First(History history, ParameterSet[] pending)
    {
        var free = _grid.Where(cell => !pending.Contains(cell)).ToList();
        return free.FirstOrDefault(cell => history.All(trial => !trial.Parameters.Equals(cell)))
            ?? free.FirstOrDefault(MayBeRetried);

        bool MayBeRetried(ParameterSet cell)
        {
            var own = history.Where(trial => trial.Parameters.Equals(cell)).ToList();
            return own.Count <= 2 && own.All(trial => trial.State == TrialState.Failed);
        }
    }

    private static double Value(LiveTrial trial) =>
        trial.SuggestInt("n", 1, 3) + (trial.SuggestCategorical("kind", ["a", "b"]) == "a" ? 0 : 0.5);
}
