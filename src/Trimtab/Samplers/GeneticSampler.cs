using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Base of the genetic samplers: crossover and mutation of the best trials so far. They differ in how trials of several objectives are
/// selected.
/// </summary>
/// <remarks>
/// Uniform crossover, a mutated parameter is drawn anew, as Optuna. Where the papers go generation by generation, every trial here is a
/// child of the best <see cref="PopulationSize"/> known to it (steady state), so no worker waits for a generation to end. Trials that
/// violate constraints come after all that do not; those that failed are no parents, but count among the first random trials.
/// </remarks>
public abstract record GeneticSampler : Sampler
{
    private protected GeneticSampler()
    {
    }

    /// <summary>
    /// Population size: how many of the best trials are parents, 2 to 100,000; before there are as many, trials are random. Default 50.
    /// </summary>
    public int PopulationSize { get; init => field = Setting.Between(value, 2, 100_000); } = 50;

    /// <summary>Probability of crossover, two parents rather than one; from 0 to 1. Default 0.9.</summary>
    public double CrossoverProbability { get; init => field = Setting.Between(value, 0, 1); } = 0.9;

    /// <summary>Probability that a parameter comes from the second parent; from 0 to 1. Default 0.5.</summary>
    public double SwappingProbability { get; init => field = Setting.Between(value, 0, 1); } = 0.5;

    /// <summary>Probability of mutation, per parameter; from 0 to 1. Default 1 / number of parameters.</summary>
    public double? MutationProbability { get; init => field = Setting.Between(value, 0, 1); }

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new GeneticSuggester(this, problem);
    }

    /// <summary>Selects the trials that stay in the population, best first.</summary>
    /// <param name="losses">A row per trial, lower is better.</param>
    /// <param name="fronts">The front of each, from 0.</param>
    /// <param name="count">How many.</param>
    internal abstract IEnumerable<int> Select(double[][] losses, int[] fronts, int count);

    private sealed class GeneticSuggester(GeneticSampler settings, StudyProblem problem) : Suggester
    {
        private readonly List<Trial> _population = []; // the best so far; best first
        private readonly FinishedTrials _finished = new();
        private int _failed;

        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            Learn(request.History);
            var parents = _population.Where(trial => space.Keys.All(trial.Parameters.ContainsKey)).ToList();
            if (parents.Count < 2 || parents.Count + _failed < settings.PopulationSize || space.Count == 0)
            {
                return space.Sample(request.Random);
            }

            var random = request.Random.At(settings.Name).Stream();
            var mother = Tournament(parents, ref random);
            var father = random.NextDouble() < settings.CrossoverProbability ? Tournament(parents, ref random) : mother;
            double mutation = settings.MutationProbability ?? (1.0 / space.Count);
            var child = new List<KeyValuePair<string, ParameterValue>>();
            foreach (var (name, distribution) in space)
            {
                var value = (random.NextDouble() < settings.SwappingProbability ? father : mother).Parameters[name];
                bool isNew = random.NextDouble() < mutation || !distribution.Contains(value);
                child.Add(new(name, isNew ? SuggestIndependently(request, name, distribution).Value : value));
            }

            return ParameterSet.Create(child);
        }

        /// <summary>Binary tournament: the better of two random trials. The list is sorted.</summary>
        private static Trial Tournament(List<Trial> parents, ref RandomStream random) =>
            parents[Math.Min(random.NextInt32(parents.Count), random.NextInt32(parents.Count))];

        private void Learn(History history)
        {
            foreach (var trial in _finished.Since(history, Forget))
            {
                _failed += trial.State == TrialState.Failed ? 1 : 0;
                if (trial.State == TrialState.Complete)
                {
                    _population.Add(trial);
                    Select();
                }
            }
        }

        private void Forget()
        {
            _population.Clear();
            _failed = 0;
        }

        /// <summary>Keeps the best trials: those that satisfy the constraints, then those that violate them least.</summary>
        private void Select()
        {
            Trial[] allowed = [.. _population.Where(trial => trial.IsFeasible)];
            Trial[] others =
            [
                .. _population.Where(trial => !trial.IsFeasible).OrderBy(trial => trial.Violation).ThenBy(trial => trial.Number),
            ];
            double[][] losses = [.. allowed.Select(trial => Pareto.LossesOf(trial, problem.Objectives))];
            Trial[] kept = [.. settings.Select(losses, Fronts.Of(losses), settings.PopulationSize).Select(i => allowed[i]), .. others];
            _population.Clear();
            _population.AddRange(kept.Take(settings.PopulationSize));
        }
    }
}
