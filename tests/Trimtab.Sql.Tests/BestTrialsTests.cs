using Trimtab.Storages;

namespace Trimtab.Sql.Tests;

/// <summary>A database finds the best trials as a storage does that reads all of them.</summary>
public class BestTrialsTests
{
    /// <summary>With infinities, ties, trials that failed, and more violated constraints than trials that are asked for.</summary>
    [Theory]
    [InlineData(Direction.Minimize)]
    [InlineData(Direction.Maximize)]
    public void BestTrials_AreThoseOfAllTrials(Direction direction)
    {
        using var folder = new DatabaseFolder();
        using var database = folder.Open();
        using var memory = new MemoryStorage();
        StoredTrial[] trials =
        [
            .. new[] { 3, double.PositiveInfinity, -1, double.NegativeInfinity, 3, -1, 0 }.SelectMany(value => Enumerable.Range(0, 4)
                .Select(i => new StoredTrial
                {
                    State = i == 3 ? TrialState.Pruned : TrialState.Complete,
                    Values = [value],
                    Started = DateTimeOffset.UnixEpoch,
                    Completed = DateTimeOffset.UnixEpoch,
                    SystemAttributes = i == 1 ? new Dictionary<string, string> { ["constraints"] = "[-1.0, 0.5]" }
                        : i == 2 && value < 3 ? new Dictionary<string, string> { ["constraints:memory"] = "2.0" }
                        : new Dictionary<string, string>(),
                })),
            new() { State = TrialState.Failed, Started = DateTimeOffset.UnixEpoch, Completed = DateTimeOffset.UnixEpoch },
        ];

        foreach (int count in new[] { 1, 2, 5, 100 })
        {
            Assert.Equal(Best(memory, trials, direction, count), Best(database, trials, direction, count));
        }

        Assert.Equal(direction == Direction.Minimize ? [12, 8, 20] : [4, 6, 0], Best(database, trials, direction, 3));
    }

    private static int[] Best(StudyStorage storage, StoredTrial[] trials, Direction direction, int count)
    {
        long study = storage.CreateStudy(Invariant($"{storage.ReadStudies().Count}"), [direction]);
        storage.CreateTrials(study, trials);
        return [.. storage.ReadBest(study, direction, count).Select(trial => trial.Number)];
    }
}
