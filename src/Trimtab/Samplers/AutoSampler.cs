using Trimtab.Samplers.Gp;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Selects a sampler by the space, the objectives and the number of trials; the origin of each value says which.</summary>
/// <remarks>
/// One objective: for numerical parameters a Gaussian process in a trust region (<see cref="TrustRegionSampler"/>) for forty trials, or 200
/// where outcomes are constrained, then CMA-ES; where there are categorical ones beside them, CMA-ES after a hundred trials by a Gaussian
/// process; every third trial of CMA-ES is close to the best (<see cref="LocalRefinementSampler"/>), and a Gaussian process picks among
/// several suggestions (<see cref="SurrogateScreeningSampler"/>); at every other trial of these an additive model suggests, where it
/// predicts better. For conditional parameters <see cref="ConditionalGpSampler"/>, refined,
/// up to 300 trials. TPE, refined, beyond those, for categorical parameters alone and for one number after the trust region. Several
/// objectives: a Gaussian process, and TPE beyond 300 trials. The measurements: docs/regret.md.
/// <code>
/// var study = new Study(new() { Sampler = new AutoSampler() }); // what a study takes by itself
/// </code>
/// </remarks>
[Named("auto")]
public sealed record AutoSampler : Sampler
{
    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new AutoSuggester(problem);
    }

    private sealed class AutoSuggester(StudyProblem problem) : Suggester
    {
        // Trials beyond which Gaussian processes on their own cost more than they bring.
        private const int MaxTrialsOfSeveral = 300, MaxTrialsOfMixed = 100, MaxTrialsOfConditional = 300;

        // Trials for which a trust region is ahead of CMA-ES; from then on it is as good, and it costs more.
        private const int MaxTrialsOfRegion = 40;

        // Where outcomes are constrained: evolution knows only by how much a trial violates all constraints, however it is screened.
        private const int MaxTrialsOfConstrained = 200;

        private static readonly Sampler
            _cmaes = new SurrogateScreeningSampler { AdditiveEvery = 2 },
            _tpe = new LocalRefinementSampler { Inner = new TpeSampler { Group = true } },
            _conditional = new LocalRefinementSampler { Inner = new ConditionalGpSampler() },
            _gp = new GpSampler { MaxTrials = 100 },
            _region = new TrustRegionSampler(),
            _tpeOfSeveral = new TpeSampler { Multivariate = true };

        private readonly bool _isSingle = problem.Objectives.Count == 1;
        private readonly Dictionary<Sampler, NamedSuggester> _begun = [];
        private readonly HistoryFold<int> _mostParameters = new(
            0,
            (most, trial) => trial.State == TrialState.Failed ? most : Math.Max(most, problem.SearchedIn(trial).Count),
            problem.Concurrency + 1);

        private readonly HistoryFold<bool> _isConstrained = new(
            false, (known, trial) => known || trial.ConstraintAmounts.Count > 0, problem.Concurrency + 1);

        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) =>
            Of(Pick(request.History, space)).SuggestJointly(request, space).Noted(" (picked by auto)");

        public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution)
        {
            if (problem.Concurrency > 1 && _mostParameters.Of(request.History) == 0) // no result yet
            {
                return new(StartupPoints.At(request.Number, problem.Random, name, distribution), "qmc (first trials of auto)");
            }

            var suggested = Of(_isSingle ? _tpe : _tpeOfSeveral).SuggestIndependently(request, name, distribution);
            return suggested with { Origin = $"{suggested.Origin} (picked by auto)" };
        }

        private Sampler Pick(History history, SearchSpace space) => Pick(
            space,
            history.Count,
            _mostParameters.Of(history) > space.Count,
            _isConstrained.Of(history) ? MaxTrialsOfConstrained : MaxTrialsOfRegion);

        private Sampler Pick(SearchSpace space, int trials, bool isConditional, int trialsOfRegion) =>
            !_isSingle ? trials < MaxTrialsOfSeveral ? _gp : _tpeOfSeveral
            : isConditional ? trials < MaxTrialsOfConditional ? _conditional : _tpe
            : !space.Values.Any(IsNumerical) ? _tpe
            : trials < MaxTrialsOfMixed && !space.Values.All(IsNumerical) ? _gp
            : trials < trialsOfRegion ? _region
            : space.Count == 1 ? _tpe
            : _cmaes;

        private static bool IsNumerical(Distribution distribution) => distribution is not CategoricalDistribution;

        private NamedSuggester Of(Sampler sampler) =>
            _begun.TryGetValue(sampler, out var begun) ? begun : _begun[sampler] = new(sampler, problem);
    }
}
