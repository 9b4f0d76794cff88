namespace Trimtab.Samplers;

/// <summary>Picks by what the space is like, and says with every value what it picked: CMA-ES for numbers, TPE for spaces with lists or conditions; for several objectives a Gaussian process, and TPE once there are many trials.</summary>
/// <remarks>With one objective every third trial is a look close around the best (<see cref="RefiningSampler"/>). Why so: docs/regret.md.</remarks>
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
        private const int FewTrials = 300; // of several objectives: beyond, Gaussian processes cost more than they bring

        private readonly bool _isSingle = problem.Objectives.Count == 1;
        private readonly Dictionary<Sampler, Suggester> _begun = [];

        public override ParameterSet Together(Ask ask, SearchSpace space)
        {
            var picked = Pick(space, ask.History.Count);
            ask.By = picked is RefiningSampler refining ? refining.Inner.Name : picked.Name;
            var suggested = Of(picked).Together(ask, space);
            ask.By += " (picked by auto)";
            return suggested;
        }

        public override ParameterValue Alone(Ask ask, string name, Distribution distribution)
        {
            var picked = Pick(new() { [name] = distribution }, ask.History.Count);
            ask.By = "tpe (picked by auto)";
            return Of(picked is RefiningSampler ? _tpe : picked).Alone(ask, name, distribution);
        }

        private static readonly Sampler _tpe = new RefiningSampler { Inner = new TpeSampler() }, _cmaEs = new RefiningSampler(), _few = new GpSampler { MostTrials = 100 }, _many = new TpeSampler { Multivariate = true };

        private Sampler Pick(SearchSpace space, int trials) => !_isSingle ? trials < FewTrials ? _few : _many
            : space.Count >= 2 && space.Values.All(distribution => distribution is not CategoricalDistribution) ? _cmaEs
            : _tpe;

        private Suggester Of(Sampler sampler) => _begun.TryGetValue(sampler, out var suggester) ? suggester : _begun[sampler] = sampler.Begin(problem);
    }
}
