using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Tests.Pruners;

/// <summary>Losses that follow a study's histories are those counted anew from each history.</summary>
public class RivalLossesTests
{
    [Fact]
    public void Follow_HistoriesThatGrowShrinkAndFinishLate_EqualsCountingAnew()
    {
        var random = RandomAddress.FromSeed(7).Stream();
        var rivals = new RivalLosses(LossOf);
        var trials = new List<Trial>();
        for (int step = 0; step < 400; step++)
        {
            trials.Add(Drawn(trials.Count, ref random));
            int open = random.NextInt32(trials.Count);
            trials[open] = trials[open].IsFinished ? trials[open] : trials[open] with { State = TrialState.Complete };
            var history = new History(trials.Take(trials.Count - random.NextInt32(Math.Min(5, trials.Count))));
            double[] expected = [.. history.Where(trial => trial.IsFinished).Select(LossOf).Where(loss => !double.IsNaN(loss)).Order()];

            Assert.Equal(expected, rivals.All(history));
            Assert.Equal((expected.Count(loss => loss < 0.5), expected.Length), rivals.Rank(history, 0.5));
            Assert.Equal(
                expected.Length == 0
                    ? null
                    : history.Where(trial => trial.IsFinished && !double.IsNaN(LossOf(trial))).MinBy(LossOf)!.Number,
                rivals.Lowest(history)?.Number);
        }
    }

    [Fact]
    public void Quantile_BetweenNeighbours_IsInterpolated()
    {
        var history = new History(Enumerable.Range(0, 5).Select(number => Made(number, TrialState.Complete, number)));
        var rivals = new RivalLosses(LossOf);

        Assert.Equal([0, 1, 1.5, 4], new[] { 0, 0.25, 0.375, 1 }.Select(share => rivals.Quantile(history, share)));
        Assert.Equal(double.NaN, rivals.Quantile(History.Empty, 0.5));
    }

    private static double LossOf(Trial trial) => trial.Values["value"];

    private static Trial Drawn(int number, ref RandomStream random) =>
        Made(
            number,
            random.NextInt32(4) == 0 ? TrialState.Running : TrialState.Complete,
            random.NextInt32(5) == 0 ? double.NaN : random.NextInt32(9) / 8.0);

    private static Trial Made(int number, TrialState state, double value) =>
        new()
        {
            Number = number,
            Parameters = ParameterSet.Empty,
            State = state,
            Values = new Dictionary<string,
            double>
            { ["value"] = value },
        };
}
