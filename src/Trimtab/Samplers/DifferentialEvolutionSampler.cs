using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Differential evolution: the scaled difference of two trials is added to the best one and crossed over with another, which the child
/// must beat.
/// </summary>
/// <remarks>
/// Storn and Price 1997; best/1/bin with F drawn for every child and CR = 0.7 as SciPy, in a smaller population that starts from
/// quasi-random points. Trial k belongs to member k mod <see cref="PopulationSize"/>: a member is its best trial, so the state follows from
/// the history. Categorical and stepped parameters are searched as numbers in [0, 1]. One objective; trials that violate constraints rank
/// behind all that do not, pruned ones behind all complete ones, failed ones behind all others. With a Hyperband pruner,
/// <see cref="AddsToBest"/> off and F = CR = 0.5 it is DEHB (Awad, Mallik, Hutter, IJCAI 2021).
/// <code>
/// var study = new Study(new() { Sampler = new DifferentialEvolutionSampler { PopulationSize = 30 } });
/// </code>
/// </remarks>
[Named("de")]
public sealed record DifferentialEvolutionSampler : Sampler
{
    /// <summary>Population size, 4 to 100,000; the first trial of each member is quasi-random. Default 12.</summary>
    public int PopulationSize { get; init => field = Setting.Between(value, 4, 100_000); } = 12;

    /// <summary>
    /// Whether the difference is added to the best member (best/1/bin), which converges faster, rather than to a random one (rand/1/bin).
    /// Default: yes.
    /// </summary>
    public bool AddsToBest { get; init; } = true;

    /// <summary>Lowest F, the scale of the difference, drawn evenly for every child; above 0, at most 2. Default 0.5.</summary>
    public double MinScale { get; init => field = Setting.Check(value, value is > 0 and <= 2, "above 0 and at most 2"); } = 0.5;

    /// <summary>Highest F, at least <see cref="MinScale"/>; above 0, at most 2. Default 1.</summary>
    public double MaxScale { get; init => field = Setting.Check(value, value is > 0 and <= 2, "above 0 and at most 2"); } = 1;

    /// <summary>
    /// CR, the probability that a parameter comes from the mutant rather than from the member; one always does; from 0 to 1. Default 0.7.
    /// </summary>
    public double CrossoverProbability { get; init => field = Setting.Between(value, 0, 1); } = 0.7;

    /// <inheritdoc/>
    public override bool TakesSeveralObjectives => false;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        RequireObjectives(problem);
        Setting.RequireOrder<double>(MinScale, MaxScale);
        return new DifferentialEvolutionSuggester(this, problem);
    }

    private sealed class DifferentialEvolutionSuggester(DifferentialEvolutionSampler settings, StudyProblem problem) : Suggester
    {
        private readonly Trial?[] _members = new Trial?[settings.PopulationSize];
        private readonly FinishedTrials _finished = new();

        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            Learn(request.History);
            if (space.Count == 0)
            {
                return ParameterSet.Empty;
            }

            var axes = new SpaceTransform(space);
            double[]?[] places = [.. _members.Select(trial => trial is null ? null : SharesOf(axes, trial.Parameters))];
            int[] known = [.. Enumerable.Range(0, places.Length).Where(i => places[i] is not null)];
            int member = request.Number % settings.PopulationSize;
            if (places[member] is not { } parent || known.Length < 4)
            {
                return new(axes.AtShares(Sobol.At((uint)request.Number, problem.Random.At("de"), space.Count)))
                {
                    Origin = Invariant($"quasi-random (first {settings.PopulationSize} of de)"),
                };
            }

            var random = request.Random.At("de").Stream();
            var three = Three(known, member, ref random);
            int origin = settings.AddsToBest ? known.MinBy(i => RankOf(_members[i]!)) : three[0];
            return axes.AtShares(Child(parent, [places[origin]!, places[three[1]]!, places[three[2]]!], ref random));
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
            double scale = PortableMath.Lerp(settings.MinScale, settings.MaxScale, random.NextDouble());
            int always = random.NextInt32(child.Length);
            for (int i = 0; i < child.Length; i++)
            {
                double u = random.NextDouble(), anew = random.NextDouble(), mutant = x[0][i] + (scale * (x[1][i] - x[2][i]));
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
