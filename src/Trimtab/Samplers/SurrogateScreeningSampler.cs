using Trimtab.Samplers.Gp;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Wraps a sampler; of several of its suggestions a Gaussian process selects the one with the highest acquisition. Fewer trials are needed;
/// a suggestion costs a few milliseconds more. Optionally an additive model suggests in its place.
/// </summary>
/// <remarks>
/// Pre-screening of an evolution's offspring, as Emmerich, Giannakoglou, Naujoks, IEEE Trans. Evol. Comput. 10 (2006): by expected
/// improvement for the first fifty trials, which favors uncertainty, then by the predicted mean. Either alone was measured to be worse
/// (docs/decisions). Where outcomes are constrained it is by the improvement times the probability that the constraints are satisfied, at
/// any number of trials. The models, of the losses and of each constraint, are those of <see cref="GpSampler"/>, fitted anew every eighth
/// trial, of many trials less often. From the 400th trial on, with several objectives and in a conditional space the inner sampler's first
/// suggestion is taken.
/// <code>
/// var sampler = new SurrogateScreeningSampler { Inner = new CmaEsSampler(), Candidates = 50 };
/// var study = new Study(new() { Sampler = sampler });
/// </code>
/// </remarks>
[Named("screen")]
public sealed record SurrogateScreeningSampler : Sampler
{
    /// <summary>The sampler that suggests. Default: CMA-ES, refined.</summary>
    public Sampler Inner { get; init => field = Setting.Required(value); } = new LocalRefinementSampler();

    /// <summary>Suggestions for each trial, 2 to 100,000. Default 20.</summary>
    public int Candidates { get; init => field = Setting.Between(value, 2, 100_000); } = 20;

    /// <summary>Trials before the first model, 2 or more. Default 20.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 2); } = 20;

    /// <summary>Trials the model is fitted to at most: half of them the best, half the newest; 2 or more. Default 150.</summary>
    public int MaxTrials { get; init => field = Setting.AtLeast(value, 2); } = 150;

    /// <summary>
    /// Lowest rank correlation (Spearman's ρ) of leave-one-out predictions and values at which the model is used; from −1 to 1. Default
    /// 0.2.
    /// </summary>
    public double MinRankCorrelation { get; init => field = Setting.Between(value, -1, 1); } = 0.2;

    /// <summary>
    /// Every how many trials may one be suggested by an additive model, whatever <see cref="Inner"/> suggests; 0 or more, 0 for never, the
    /// default. It is a sum of functions of one parameter each (Duvenaud et al., NeurIPS 2011), and suggests the maximum of its expected
    /// improvement where it predicts the trials better: the rank correlation of its leave-one-out predictions is above 0.7, and by 0.03
    /// above the other model's. Parameters must be numerical and without rules, outcomes not constrained. Of more than ten parameters it is
    /// asked less often, every fifth of their number.
    /// </summary>
    public int AdditiveEvery { get; init => field = Setting.AtLeast(value, 0); }

    /// <inheritdoc/>
    public override bool TakesSeveralObjectives => Inner.TakesSeveralObjectives;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Objectives.Count == 1 ? new SurrogateScreeningSuggester(this, problem) : new NamedSuggester(Inner, problem);
    }

    private sealed class SurrogateScreeningSuggester(SurrogateScreeningSampler settings, StudyProblem problem)
        : DelegatingSuggester(settings.Inner, problem)
    {
        private const int ScreenedTrials = 400; // beyond them a model of some trials knows less than all of them say

        private const int ExplorationTrials = 50, FitEvery = 8;

        private readonly StudyProblem _problem = problem;
        private GpMemory? _memory;
        private GpModel? _model;
        private GpConstraints? _constraints;
        private AdditiveModel? _additive;

        /// <summary>One suggestion, whatever the count.</summary>
        public override IReadOnlyList<Suggestion> SuggestBatch(SuggestionRequest request, SearchSpace space, int count)
        {
            var memory = Learn(request.History, space);
            int trials = memory.Trials.Count;
            if (space.Count == 0 || trials < settings.StartupTrials || trials >= ScreenedTrials || memory.IsConditional)
            {
                return base.SuggestBatch(request, space, 1);
            }

            var suggested = base.SuggestBatch(request, space, settings.Candidates);
            double[]?[] points = [.. suggested.Select(suggestion => memory.Cube.Of(suggestion.Values))];
            if (!Array.TrueForAll(points, point => point is not null))
            {
                return [suggested[0]]; // not every parameter is suggested jointly
            }

            try
            {
                return [Select(request, memory, suggested, points!)];
            }
            catch (ArithmeticException)
            {
                return [suggested[0]]; // a covariance is not positive definite
            }
        }

        /// <summary>
        /// The suggestion of the highest acquisition, or of the additive model; the first one where the model ranks the trials too badly.
        /// </summary>
        private Suggestion Select(
            SuggestionRequest request, GpMemory memory, IReadOnlyList<Suggestion> suggested, double[][] points)
        {
            var (model, chosen) = (_model!.Fit()!, _model.Chosen);
            double correlation = AdditiveModel.RankCorrelationOf(model);
            var limits = GpTargets.HaveAmounts(chosen) ? _constraints!.Fit([]) : [];
            bool mayAdd = chosen.TrueForAll(trial => trial.IsFeasible) && limits.Count == 0
                && IsAdditive(request.Number, memory.Cube);
            if (mayAdd && Additive(request, memory, correlation) is var (values, improvement))
            {
                return suggested[0].Replaced(values, settings.Name + " (additive)") with { Acquisition = improvement };
            }

            if (correlation < settings.MinRankCorrelation)
            {
                return suggested[0];
            }

            Func<double[], double> acquisition = memory.Trials.Count < ExplorationTrials || limits.Count > 0
                ? FeasibleImprovement.Of(model, chosen, limits).At
                : point => -model.At(point).Mean;
            var selected = suggested[Enumerable.Range(0, points.Length).MaxBy(i => acquisition(points[i]))];
            return selected.Noted(", screened") with { IsDraw = false };
        }

        /// <summary>Whether the additive model is asked: the more parameters, the more it costs, and the less often it is.</summary>
        private bool IsAdditive(int number, UnitCube cube) =>
            settings.AdditiveEvery > 0 && (number + 1) % Math.Max(settings.AdditiveEvery, cube.Count / 5) == 0
            && !cube.IsCategorical.Contains(true) && _problem.Space?.Rules is not { Count: > 0 };

        private GpMemory Learn(History history, SearchSpace space)
        {
            if (_memory is null || !_memory.CanLearn(history, space))
            {
                _memory = new(_problem, space);
                var (known, isCategorical) = (_memory.Trials, _memory.Cube.IsCategorical);
                _additive = new(known, settings.MaxTrials);
                _model = new(
                    known, isCategorical, GpTargets.LossesBesideConstraints, settings.MaxTrials, FitEvery, settings.StartupTrials);
                _constraints = new(
                    known, isCategorical, _memory.Constraints, settings.MaxTrials, FitEvery, settings.StartupTrials);
            }

            _memory.Learn(history);
            return _memory;
        }

        /// <summary>The highest expected improvement of the additive model; null where it predicts no better than the other.</summary>
        private (ParameterSet Values, Func<ParameterSet, double> Acquisition)? Additive(
            SuggestionRequest request, GpMemory memory, double correlation)
        {
            if (_additive!.Better(correlation) is not var (process, kernel))
            {
                return null;
            }

            var believed = process.WithPredicted(memory.PointsOf(request.Pending));
            var ascent = new AdditiveAscent(memory.Cube, believed, kernel, memory.Trials.Best.Point);
            return (
                memory.Cube.At(ascent.Maximum()),
                values => memory.Cube.Of(values) is { } point ? ascent.At(point) : double.NegativeInfinity);
        }
    }
}
