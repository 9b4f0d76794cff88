using Trimtab.Numerics;
using Trimtab.Samplers.Gp;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Conditional;

/// <summary><see cref="ConditionalGpSampler"/> on one study.</summary>
internal sealed class ConditionalGpSuggester(ConditionalGpSampler settings, StudyProblem problem) : Suggester
{
    private const double Margin = 0.05; // standard deviations of the losses by which every other trial must improve

    private readonly Suggester _others = new TpeSampler { Group = true }.Begin(problem);
    private ConditionalMemory _memory = new(problem);
    private GpModel? _model, _failures;
    private GpConstraints? _constraints;

    /// <inheritdoc/>
    public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
    {
        if (!_memory.CanLearn(request.History))
        {
            _memory = new(problem);
        }

        _memory.Learn(request.History);
        if (_memory.Trials.Count < settings.StartupTrials || _memory.Cube.Count == 0)
        {
            return new(space.Sample(request.Random)) { Origin = GpOrigins.Startup("random", settings.StartupTrials, settings.Name) };
        }

        try
        {
            return Suggest(request);
        }
        catch (ArithmeticException)
        {
            return new(space.Sample(request.Random)) { Origin = GpOrigins.Fallback(settings.Name), IsFallback = true };
        }
    }

    /// <inheritdoc/>
    public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
        _others.SuggestIndependently(request, name, distribution).From("tpe");

    private Suggestion Suggest(SuggestionRequest request)
    {
        if (_model?.Trials != _memory.Trials)
        {
            var (trials, isCategorical) = (_memory.Trials, _memory.Cube.IsCategorical);
            _model = new(trials, isCategorical, GpTargets.LossesBesideConstraints, settings.MaxTrials);
            _failures = new(trials, isCategorical, Failures, settings.MaxTrials);
            _constraints = new(trials, isCategorical, _memory.Constraints, settings.MaxTrials);
        }

        var finished = _model.Fit()!;
        double[][] pending =
        [
            .. request.Pending.Where(given => given.Count > 0).Select(given => _memory.Imputed(_memory.Cube.KnownOf(given))),
        ];
        GpLimit[] failed = _failures!.Fit() is { } failures ? [new(failures, 0)] : [];
        GpLimit[] limits = [.. failed, .. _constraints!.Fit(pending)];
        var gain = new GpGain([finished.WithPredicted(pending)], limits, Open(finished, isGreedy: request.Number % 2 != 0));
        var ranked = new ConditionalSearch(_memory, GainAt, request.Random.At("conditional_gp")).Rank();
        return new(ranked.First())
        {
            Alternatives = ranked.Skip(1),
            Acquisition = parameters => GainAt(_memory.Cube.KnownOf(parameters)),
        };

        double GainAt(double[] point) => gain.At(_memory.Imputed(point));
    }

    /// <summary>What is below the best observation of a trial that satisfies the constraints; nothing where there is none.</summary>
    private (double[] Low, double[] High)[] Open(GaussianProcess finished, bool isGreedy)
    {
        var chosen = _model!.Chosen;
        bool isLimited = chosen.Exists(trial => !trial.IsFeasible);
        double? best = isLimited
            ? chosen.Select((trial, i) => IsGood(trial) ? finished.Observations[i] : default(double?)).Min()
            : finished.Lowest;
        // By the noise of the model, improvement at the best point is expected for ever; with a margin other branches are tried, too.
        return best is { } lowest ? [([double.NegativeInfinity], [lowest - (isGreedy ? 0 : Margin)])] : [];

        static bool IsGood(SeenTrial trial) => trial.IsFeasible && double.IsFinite(trial.Losses[0]);
    }

    /// <summary>
    /// Observations that are 1 where trials failed and -1 where they did not; null where none did. Source: Gelbart,
    /// Snoek and Adams, "Bayesian optimization with unknown constraints" (UAI 2014), 3.2, with a regression in place of a classification;
    /// its kernel is fitted to failures alone, whose lengths are not those of the losses.
    /// </summary>
    private static double[]? Failures(IReadOnlyList<SeenTrial> trials) =>
        trials.Any(trial => double.IsPositiveInfinity(trial.Losses[0]))
            ? [.. trials.Select(trial => double.IsPositiveInfinity(trial.Losses[0]) ? 1.0 : -1)]
            : null;
}
