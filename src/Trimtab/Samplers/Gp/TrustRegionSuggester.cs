using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary><see cref="TrustRegionSampler"/> on one study.</summary>
internal sealed class TrustRegionSuggester(TrustRegionSampler settings, StudyProblem problem) : Suggester
{
    private readonly Suggester _others = new TpeSampler { Multivariate = false }.Begin(problem);
    private State? _state;

    /// <inheritdoc/>
    public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
    {
        if (space.Count == 0)
        {
            return ParameterSet.Empty;
        }

        if (_state is null || !_state.Memory.CanLearn(request.History, space))
        {
            _state = new(settings, problem, space);
        }

        _state.Learn(request.History);
        if (!MayModel(_state.Memory.Trials.Count, request.Pending.Count))
        {
            return new(StartupPoints.At(request.Number, problem.Random, _state.Memory.Cube))
            {
                Origin = GpOrigins.Startup("qmc", settings.StartupTrials, settings.Name),
            };
        }

        try
        {
            return Suggest(request, _state);
        }
        catch (ArithmeticException)
        {
            return new(space.Sample(request.Random)) { Origin = GpOrigins.Fallback(settings.Name), IsFallback = true };
        }
    }

    /// <inheritdoc/>
    public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
        _others.SuggestIndependently(request, name, distribution).From(GpOrigins.Independent(settings.Name));

    /// <summary>
    /// Whether a model begins: when enough trials have begun, and half as many have ended. Those under way are where it believes to know.
    /// </summary>
    private bool MayModel(int ended, int pending) =>
        ended + pending >= settings.StartupTrials && 2 * ended >= settings.StartupTrials;

    private Suggestion Suggest(SuggestionRequest request, State state)
    {
        var (memory, model, region) = (state.Memory, state.Model, state.Region);
        bool isAnywhere = region.IsStalled && request.Number % 2 == 0;
        var chosen = model.Chosen;
        double[][] pending = memory.PointsOf(request.Pending);
        var improvement = FeasibleImprovement.Of(
            model.Fit()!.WithPredicted(pending), chosen, GpTargets.HaveAmounts(chosen) ? state.Constraints.Fit(pending) : []);
        var ascent = new GradientAscent(
            memory.Cube,
            improvement,
            region.Box(model.KernelAt(memory.Trials.Count), isAnywhere),
            region.Best?.Point,
            [.. chosen.Select(trial => trial.Point)],
            settings.Candidates,
            request.Random.At("region"));
        return memory.Cube.Suggest(ascent.Rank(), improvement.At);
    }

    /// <summary>What was learned from a history.</summary>
    private sealed class State
    {
        private readonly int _startupTrials;

        public State(TrustRegionSampler settings, StudyProblem problem, SearchSpace space)
        {
            _startupTrials = settings.StartupTrials;
            Memory = new(problem, space);
            Model = new(Memory.Trials, Memory.Cube.IsCategorical, GpTargets.LossesBesideConstraints, settings.MaxTrials);
            Constraints = new(Memory.Trials, Memory.Cube.IsCategorical, Memory.Constraints, settings.MaxTrials);
            Region = new(settings, Memory.Cube);
        }

        public GpMemory Memory { get; }

        public GpModel Model { get; }

        public GpConstraints Constraints { get; }

        public TrustRegion Region { get; }

        /// <summary>Reads the trials that have finished since; each is judged by the box that the trials before it led to.</summary>
        public void Learn(History history)
        {
            int before = Memory.Trials.Count;
            foreach (var trial in Memory.Learn(history))
            {
                Region.Add(trial, before < _startupTrials ? null : Model.KernelAt(before));
                before++;
            }
        }
    }
}
