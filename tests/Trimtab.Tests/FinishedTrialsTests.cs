using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tests;

public class FinishedTrialsTests
{
    [Fact]
    public void Since_HistoriesThatGrowShrinkAndFinishLate_HandsOutWhatOneReadAnewWould()
    {
        var random = RandomAddress.FromSeed(3).Stream();
        var trials = new List<Trial>();
        var earlier = new List<Trial[]>();
        var finished = new FinishedTrials();
        var known = new List<int>();
        for (int step = 0; step < 400; step++)
        {
            trials.Add(Made(trials.Count, random.NextInt32(3) == 0 ? TrialState.Running : TrialState.Complete));
            int open = random.NextInt32(trials.Count);
            trials[open] = trials[open] with { State = TrialState.Complete };
            earlier.Add([.. trials]);
            var history = new History(earlier[Math.Max(0, step - random.NextInt32(4))]);
            var expected = history.Where(trial => trial.IsFinished).Select(trial => trial.Number).ToList();
            bool goesOn = known.All(number => number < history.Count && history[number].IsFinished);

            Assert.Equal(goesOn, finished.GoesOn(history));
            known.AddRange(finished.Since(history, forget: known.Clear).Select(trial => trial.Number));

            Assert.Equal(expected, known.Order());
            Assert.Empty(finished.Since(history));
        }
    }

    [Fact]
    public void Since_AShorterHistoryWithoutForget_IsRefused()
    {
        var finished = new FinishedTrials();
        finished.Since(new([Made(0, TrialState.Complete)]));

        Assert.Throws<ArgumentNullException>("forget", () => finished.Since(History.Empty));
    }

    private static Trial Made(int number, TrialState state) => new() { Number = number, Parameters = ParameterSet.Empty, State = state };
}
