using System.Text.Json;
using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.ModelSelection.Splitters;

/// <summary>
/// Splitters that keep groups together: the ordered ones against scikit-learn's test rows on random small data, the random one by its
/// rules.
/// </summary>
public class GroupSplitterTests
{
    private static readonly JsonElement[] _cases = [.. Oracles.Load("group-splits.json").GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Splitters => [nameof(GroupKFold), nameof(LeaveOneGroupOut), nameof(StratifiedGroupKFold)];

    [Theory]
    [MemberData(nameof(Splitters))]
    public void Split_OfRandomGroups_TestsSklearnsRows(string name)
    {
        var cases = _cases.Where(c => c.GetProperty("splitter").GetString() == name).ToList();

        Assert.InRange(cases.Count, 20, 200);
        Assert.All(cases, c =>
        {
            var (splitter, data, groups) = Read(c);
            if (c.TryGetProperty("error", out _) || HasFewerGroupsThanFolds(c))
            {
                Assert.StartsWith(
                    name, Assert.Throws<TrimtabException>(() => splitter.Split(data, groups)).Message, StringComparison.Ordinal);
                return;
            }

            var folds = splitter.Split(data, groups);

            Assert.Equal(c.GetProperty("test").EnumerateArray().Select(test => test.Integers()), folds.Select(fold => fold.Test));
            Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, groups.Length), fold.Train.Concat(fold.Test).Order()));
        });
    }

    [Fact]
    public void Split_StratifiedGroupsShuffled_KeepsGroupsTogetherAndDependsOnTheSeed()
    {
        int[] groups = [.. Enumerable.Range(0, 60).Select(row => row / 3)];
        var data = new Dataset(new float[60], [1], [.. Enumerable.Range(0, 60).Select(row => (double)(row % 3))]);

        var folds = new StratifiedGroupKFold(4, Shuffle: true, Seed: 1).Split(data, groups);

        Assert.All(folds, fold => Assert.Empty(fold.Train.Select(row => groups[row]).Intersect(fold.Test.Select(row => groups[row]))));
        Assert.All(folds, fold => Assert.Equal(15, fold.Test.Length));
        Assert.NotEqual(folds[0].Test, new StratifiedGroupKFold(4, Shuffle: true, Seed: 2).Split(data, groups)[0].Test);
        Assert.Equal(folds[0].Test, new StratifiedGroupKFold(4, Shuffle: true, Seed: 1).Split(data, groups)[0].Test);
    }

    // scikit-learn's rule, over groups: a test share is rounded up, a training share down, a missing side is what is left; a fifth by
    // default.
    [Theory]
    [InlineData(null, null, 8, 3)]
    [InlineData(0.25, null, 8, 3)]
    [InlineData(null, 0.25, 2, 9)]
    [InlineData(0.5, 0.25, 2, 6)]
    public void Split_GroupsAtRandom_TakesWholeGroupsOfSklearnsNumber(double? test, double? train, int trained, int tested)
    {
        int[] groups = [.. Enumerable.Range(0, 40).Select(row => row * row % 11 * 5).Prepend(-3).Append(8).Append(9).Append(70).Append(71)];
        int count = groups.Distinct().Count();
        Assert.Equal(11, count);

        var folds = new GroupShuffleSplit(6, test, train, Seed: 4).Split(
            new(new float[groups.Length], [1], new double[groups.Length]), groups);

        Assert.Equal(6, folds.Select(fold => string.Join(' ', fold.Test)).Distinct().Count());
        Assert.All(folds, fold =>
        {
            int[] trainGroups = [.. fold.Train.Select(row => groups[row]).Distinct()];
            int[] testGroups = [.. fold.Test.Select(row => groups[row]).Distinct()];
            Assert.Equal((trained, tested), (trainGroups.Length, testGroups.Length));
            Assert.Empty(trainGroups.Intersect(testGroups));
            Assert.Equal(groups.Count(group => testGroups.Contains(group)), fold.Test.Length);
            Assert.Equal(fold.Train.Order(), fold.Train);
            Assert.Equal(fold.Test.Order(), fold.Test);
        });
    }

    [Fact]
    public void Split_OfOneGroupAtRandom_IsRefused()
    {
        var data = new Dataset(new float[4], [1], new double[4]);

        Assert.Contains(
            "GroupShuffleSplit needs a group or more on each side",
            Assert.Throws<TrimtabException>(() => new GroupShuffleSplit().Split(data, [1, 1, 1, 1])).Message,
            StringComparison.Ordinal);
    }

    /// <summary>scikit-learn gives empty folds there, which nothing can be scored on.</summary>
    private static bool HasFewerGroupsThanFolds(JsonElement c) =>
        c.GetProperty("splitter").GetString() == nameof(StratifiedGroupKFold)
            && c.GetProperty("groups").Integers().Distinct().Count() < c.GetProperty("folds").GetInt32();

    private static (Splitter Splitter, Dataset Data, int[] Groups) Read(JsonElement c)
    {
        double[] labels = c.GetProperty("y").Numbers();
        int folds = c.GetProperty("folds").GetInt32();
        Splitter splitter = c.GetProperty("splitter").GetString() switch
        {
            nameof(GroupKFold) => new GroupKFold(folds),
            nameof(LeaveOneGroupOut) => new LeaveOneGroupOut(),
            _ => new StratifiedGroupKFold(folds),
        };
        return (splitter, new(new float[labels.Length], [1], labels), c.GetProperty("groups").Integers());
    }
}
