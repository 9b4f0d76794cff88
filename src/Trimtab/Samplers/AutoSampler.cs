using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Picks by what the space and the study are like, and says with every value what it picked.</summary>
/// <remarks>
/// One objective: CMA-ES for numbers, and where there are lists beside them once a Gaussian process has tried a hundred; every third trial
/// is a look close around the best (<see cref="LocalRefinementSampler"/>), and a Gaussian process picks among several suggestions
/// (<see cref="SurrogateScreeningSampler"/>). TPE, refined, for lists alone, for one parameter and for parameters that depend on others. Several objectives: a
/// Gaussian process, and TPE beyond 300 trials. Why so: docs/regret.md.
/// </remarks>
[Named("auto")]
public sealed record AutoSampler : Sampler
{
    /// <inheritdoc/>
    public override Suggester Begin(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new Picker(problem);
    }

    private sealed class Picker(Problem problem) : Suggester
    {
        // Trials beyond which Gaussian processes on their own cost more than they bring.
        private const int FewOfSeveral = 300, FewOfMixed = 100;

        private static readonly Sampler
            _evolution = new SurrogateScreeningSampler(),
            _estimator = new LocalRefinementSampler { Inner = new TpeSampler { Group = true } },
            _model = new GpSampler { MostTrials = 100 },
            _several = new TpeSampler { Multivariate = true };

        private readonly bool _isSingle = problem.Objectives.Count == 1;
        private readonly Dictionary<Sampler, Suggester> _begun = [];

        public override Suggestion Together(Ask ask, SearchSpace space)
        {
            var picked = Pick(space, ask.History.Count);
            ask.By = NameOf(picked);
            var suggested = Of(picked).Together(ask, space);
            ask.By += " (picked by auto)";
            return suggested;
        }

        public override ParameterValue Alone(Ask ask, string name, Distribution distribution)
        {
            ask.By = "tpe (picked by auto)";
            return Of(_isSingle ? _estimator : _several).Alone(ask, name, distribution);
        }

        private Sampler Pick(SearchSpace space, int trials) =>
            !_isSingle ? trials < FewOfSeveral ? _model : _several
            : space.Count < 2 || !space.Values.Any(IsNumber) ? _estimator
            : trials < FewOfMixed && !space.Values.All(IsNumber) ? _model
            : _evolution;

        private static bool IsNumber(Distribution distribution) => distribution is not CategoricalDistribution;

        private static string NameOf(Sampler sampler) => sampler switch
        {
            SurrogateScreeningSampler screening => NameOf(screening.Inner),
            LocalRefinementSampler refining => NameOf(refining.Inner),
            _ => sampler.Name,
        };

        private Suggester Of(Sampler sampler) => _begun.TryGetValue(sampler, out var suggester) ? suggester : _begun[sampler] = sampler.Begin(problem);
    }
}
