using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Differential evolution: the scaled difference of two trials is added to a third and crossed over with a fourth, which the child must
/// beat. With a Hyperband pruner it is DEHB.
/// </summary>
/// <remarks>
/// Storn and Price 1997; rand/1/bin with F = CR = 0.5 as Awad, Mallik, Hutter, IJCAI 2021. Trial k belongs to member k mod <see
/// cref="PopulationSize"/>:
/// a member is its best trial, so the state follows from the history. Categorical and stepped parameters are searched as numbers in
/// [0, 1], as there. One objective; pruned trials rank behind all complete ones, failed ones behind all others.
/// <code>
/// var study = new Study(new() { Sampler = new DifferentialEvolutionSampler { PopulationSize = 30 } });
/// </code>
/// </remarks>
[Named("de")]
public sealed record DifferentialEvolutionSampler : Sampler
{
    /// <summary>Population size, 4 to 100,000; the first trial of each member is random. Default 20.</summary>
    public int PopulationSize { get; init => field = Setting.Between(value, 4, 100_000); } = 20;

    /// <summary>F, the scale of the difference; above 0, at most 2. Default 0.5.</summary>
    public double Scale { get; init => field = Setting.Check(value, value is > 0 and <= 2, "above 0 and at most 2"); } = 0.5;

    /// <summary>
    /// CR, the probability that a parameter comes from the mutant rather than from the member; one always does; from 0 to 1. Default 0.5.
    /// </summary>
    public double CrossoverProbability { get; init => field = Setting.Between(value, 0, 1); } = 0.5;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Objectives.Count == 1
            ? new DifferentialEvolutionSuggester(this, problem)
            : throw new TrimtabException(
                Invariant($"Differential evolution searches for one objective. The study has {problem.Objectives.Count}; NSGA-II and ")
                + Invariant($"TPE take several."));
    }

    private sealed class DifferentialEvolutionSuggester(DifferentialEvolutionSampler settings, StudyProblem problem) : Suggester
    {
        private readonly Trial?[] _members = new Trial?[settings.PopulationSize];
        private readonly FinishedTrials _finished = new();

        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            Learn(request.History);
            var axes = new SpaceTransform(space);
            double[]?[] places = [.. _members.Select(trial => trial is null ? null : SharesOf(axes, trial.Parameters))];
            int[] known = [.. Enumerable.Range(0, places.Length).Where(i => places[i] is not null)];
            int member = request.Number % settings.PopulationSize;
            if (space.Count == 0 || places[member] is not { } parent || known.Length < 4)
            {
                return new(space.Sample(request.Random)) { Origin = Invariant($"random (first {settings.PopulationSize} of de)") };
            }

            var random = request.Random.At("de").Stream();
            return axes.AtShares(Child(parent, [.. Three(known, member, ref random).Select(i => places[i]!)], ref random));
        }

        private static double[]? SharesOf(SpaceTransform axes, ParameterSet parameters) =>
            axes.Of(parameters) is { } place ? [.. place.Select((at, i) => axes[i].ShareOf(at))] : null;

        private static List<int> Three(int[] known, int besides, ref RandomStream random)
        {
            var left = known.Where(i => i != besides).ToList();
            var three = new List<int>();
            while (three.Count < 3)
            {
                int drawn = random.NextInt32(left.Count);
                three.Add(left[drawn]);
                left.RemoveAt(drawn);
            }

            return three;
        }

        private double[] Child(double[] parent, double[][] x, ref RandomStream random)
        {
            double[] child = [.. parent];
            int always = random.NextInt32(child.Length);
            for (int i = 0; i < child.Length; i++)
            {
                double u = random.NextDouble(), anew = random.NextDouble(), mutant = x[0][i] + (settings.Scale * (x[1][i] - x[2][i]));
                child[i] = i != always && u >= settings.CrossoverProbability ? parent[i] : mutant is >= 0 and < 1 ? mutant : anew;
            }

            return child;
        }

        private void Learn(History history)
        {
            foreach (var trial in _finished.Since(history, forget: () => Array.Clear(_members)))
            {
                int member = trial.Number % _members.Length;
                if (_members[member] is not { } held || RankOf(trial).CompareTo(RankOf(held)) <= 0)
                {
                    _members[member] = trial;
                }
            }
        }

        private (double, int, int, double) RankOf(Trial trial) => (
            trial.State == TrialState.Failed ? double.PositiveInfinity : trial.Violation,
            trial.State == TrialState.Complete ? 0 : 1,
            trial.State == TrialState.Complete || trial.Reports.Count == 0 ? 0 : -trial.Reports[^1].Epoch,
            double.IsNaN(problem.LossOf(trial)) ? double.PositiveInfinity : problem.LossOf(trial));
    }
}
