using Trimtab.Numerics;
using Trimtab.Samplers.Gp;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Samplers;

/// <summary>
/// Wraps a sampler; of several of its suggestions a Gaussian process selects the one with the highest acquisition. Fewer trials are needed;
/// a suggestion costs about a millisecond more.
/// </summary>
/// <remarks>
/// Pre-screening of an evolution's offspring, as Emmerich, Giannakoglou, Naujoks, IEEE Trans. Evol. Comput. 10 (2006): by expected
/// improvement,
/// which rewards uncertainty, while trials are few, then by the predicted mean. Either alone was measured to be worse (docs/decisions). The
/// model is that of
/// <see cref="GpSampler"/>, fitted anew every <see cref="FitEvery"/> trials. One objective; with several, or in a conditional space, the
/// inner sampler's
/// first suggestion is taken.
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

    /// <summary>Trials during which uncertainty is rewarded (expected improvement), 0 or more. Default 50.</summary>
    public int ExplorationTrials { get; init => field = Setting.AtLeast(value, 0); } = 50;

    /// <summary>
    /// Trials beyond which the inner sampler's first suggestion is taken: many trials know more than a model of some; 0 or more. Default
    /// 400.
    /// </summary>
    public int ScreenedTrials { get; init => field = Setting.AtLeast(value, 0); } = 400;

    /// <summary>Trials the model is fitted to at most: half of them the best, half the newest; 2 or more. Default 150.</summary>
    public int MaxTrials { get; init => field = Setting.AtLeast(value, 2); } = 150;

    /// <summary>
    /// Trials between two fits of the model's length scales, 1 or more; beyond 25 times as many, a twenty-fifth of the trials. Default 8.
    /// </summary>
    public int FitEvery { get; init => field = Setting.AtLeast(value, 1); } = 8;

    /// <summary>
    /// Lowest rank correlation (Spearman's ρ) of leave-one-out predictions and values at which the model is used; from −1 to 1. Default
    /// 0.2.
    /// </summary>
    public double MinRankCorrelation { get; init => field = Setting.Between(value, -1, 1); } = 0.2;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Objectives.Count == 1 ? new SurrogateScreeningSuggester(this, problem) : Inner.Begin(problem);
    }

    private sealed class SurrogateScreeningSuggester(SurrogateScreeningSampler settings, StudyProblem problem)
        : DelegatingSuggester(settings.Inner, problem)
    {
        private readonly StudyProblem _problem = problem;
        private GpMemory? _memory;
        private (int Trials, MaternKernel Kernel)? _fit;

        /// <summary>One suggestion, whatever the count.</summary>
        public override IReadOnlyList<Suggestion> SuggestBatch(SuggestionRequest request, SearchSpace space, int count)
        {
            var memory = Learn(request.History, space);
            if (space.Count == 0 || memory.Count < settings.StartupTrials || memory.Count >= settings.ScreenedTrials
                || memory.IsConditional)
            {
                return base.SuggestBatch(request, space, 1);
            }

            var suggested = base.SuggestBatch(request, space, settings.Candidates);
            double[]?[] places = [.. suggested.Select(suggestion => memory.SharesOf(suggestion.Values))];
            if (!Array.TrueForAll(places, place => place is not null) || Model(memory) is not { } model)
            {
                return [suggested[0]]; // not every parameter is suggested jointly
            }

            double best = memory.Count < settings.ExplorationTrials ? model.Lowest : double.NegativeInfinity;
            return [suggested[Enumerable.Range(0, places.Length).MaxBy(i => Acquisition(model.At(places[i]!), best))].Noted(", screened")];
        }

        /// <summary>
        /// The acquisition at a point: log expected improvement on the best value, or the negative mean where there is none.
        /// </summary>
        private static double Acquisition((double Mean, double Variance) there, double best)
        {
            double σ = Math.Sqrt(there.Variance);
            return double.IsFinite(best) ? GpGain.LogImprovement((best - there.Mean) / σ) + PortableMath.Log(σ) : -there.Mean;
        }

        private GpMemory Learn(History history, SearchSpace space)
        {
            if (_memory is null || !_memory.SpaceTransform.Space.Equals(space) || !_memory.CanLearn(history))
            {
                (_memory, _fit) = (new(_problem, space), null);
            }

            _memory.Learn(history);
            return _memory;
        }

        /// <summary>
        /// The model of the trials, with length scales of the last fit; null where it ranks them too badly, or the decomposition fails.
        /// </summary>
        private GaussianProcess? Model(GpMemory memory)
        {
            try
            {
                int every = Math.Max(settings.FitEvery, memory.Count / 25), fitted = Math.Max(
                    settings.StartupTrials, memory.Count - (memory.Count % every));
                if (_fit?.Trials != fitted)
                {
                    var (x, y) = Data(memory, fitted);
                    _fit = (fitted, new GpFit(x, y, memory.IsCategorical).Kernel);
                }

                var (places, values) = Data(memory, memory.Count);
                var model = new GaussianProcess(places, values, _fit.Value.Kernel);
                double correlation = RankCorrelation.Spearman(
                    values, [.. values.Zip(model.LeaveOneOut(), (value, above) => value - above)]);
                return correlation >= settings.MinRankCorrelation ? model : null;
            }
            catch (ArithmeticException)
            {
                return null;
            }
        }

        private (double[][] X, double[] Y) Data(GpMemory memory, int count)
        {
            var seen = memory.Choose(count, settings.MaxTrials);
            return (
                [.. seen.Select(trial => trial.Place)],
                GpMemory.Level([.. seen.Select(trial => trial.IsFeasible ? trial.Losses[0] : double.PositiveInfinity)]));
        }
    }
}
