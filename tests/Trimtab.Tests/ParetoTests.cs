using Trimtab.Numerics;

namespace Trimtab.Tests;

/// <summary>The Pareto front beside its definition: trials that no other dominates.</summary>
public class ParetoTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 40 }, { 2, 1 }, { 2, 200 }, { 3, 150 }, { 4, 60 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Front_OfTrialsWithTies_IsThoseThatNoOtherDominates(int dimensions, int count)
    {
        var random = RandomAddress.FromSeed((ulong)dimensions).Stream();
        Direction[] directions = [Direction.Minimize, Direction.Maximize];
        Objective[] objectives = [.. Enumerable.Range(0, dimensions).Select(m => new Objective($"f{m}", directions[m % 2]))];
        var trials = new List<Trial>();
        for (int number = 0; number < count; number++)
        {
            var values = new Dictionary<string, double>();
            foreach (var objective in objectives)
            {
                values[objective.Name] = random.NextInt32(12); // few values: ties and equal trials
            }

            trials.Add(StudyKinds.Made(number) with { Values = values, Violation = number % 7 == 6 ? 1 : 0 });
        }

        var front = Pareto.Front(new(trials), objectives).Select(trial => trial.Number);

        var feasible = trials.Where(trial => trial.Violation == 0).ToList();
        Assert.Equal(feasible.Where(trial => !feasible.Exists(other => Dominates(other, trial))).Select(trial => trial.Number), front);

        bool Dominates(Trial a, Trial b) => objectives.All(objective => LossOf(a, objective) <= LossOf(b, objective))
            && objectives.Any(objective => LossOf(a, objective) < LossOf(b, objective));

        static double LossOf(Trial trial, Objective objective) => objective.Loss(trial.Values[objective.Name]);
    }
}
