using Trimtab.Numerics;
using Trimtab.Samplers.Gp;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Samplers;

/// <summary>Another sampler's several suggestions, of which a Gaussian process picks the one it expects most of. Few trials go further so; a trial costs about a millisecond more.</summary>
/// <remarks>
/// Pre-screening of an evolution's offspring, as Emmerich, Giannakoglou, Naujoks, IEEE Trans. Evol. Comput. 10 (2006): by expected improvement,
/// which rewards doubt, while trials are few, then by the expected value. Either alone was measured to be worse (docs/decisions). The model is that of <see cref="GpSampler"/>, fitted anew every <see cref="FitEvery"/> trials. One objective; with several, or where
/// parameters depend on others, the inner sampler's first suggestion is taken.
/// </remarks>
[Named("screen")]
public sealed record SurrogateScreeningSampler : Sampler
{
    /// <summary>Who suggests. Default: CMA-ES, refined.</summary>
    public Sampler Inner { get; init => field = Setting.Required(value); } = new LocalRefinementSampler();

    /// <summary>Suggestions for each trial, 2 to 100,000. Default 20.</summary>
    public int Candidates { get; init => field = Setting.Between(value, 2, 100_000); } = 20;

    /// <summary>Trials before the first model, 2 or more. Default 20.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 2); } = 20;

    /// <summary>Trials before doubt is no longer rewarded, 0 or more. Default 50.</summary>
    public int ExplorationTrials { get; init => field = Setting.AtLeast(value, 0); } = 50;

    /// <summary>Trials a model is made of at most: half of them the best, half the newest; 2 or more. Default 150.</summary>
    public int MostTrials { get; init => field = Setting.AtLeast(value, 2); } = 150;

    /// <summary>After how many trials the model's lengths are fitted anew, 1 or more; beyond 25 times as many, each time there are a twenty-fifth more. Default 8.</summary>
    public int FitEvery { get; init => field = Setting.AtLeast(value, 1); } = 8;

    /// <summary>How well the model must rank the trials it knows, each predicted from the others (Spearman's ρ), for its word to count; from −1 to 1. Default 0.2.</summary>
    public double MinRankCorrelation { get; init => field = Setting.Between(value, -1, 1); } = 0.2;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Objectives.Count == 1 ? new Screen(this, problem) : Inner.Begin(problem);
    }

    private sealed class Screen(SurrogateScreeningSampler settings, StudyProblem problem) : DelegatingSuggester(settings.Inner, problem)
    {
        private readonly StudyProblem _problem = problem;
        private GpMemory? _memory;
        private (int Trials, MaternKernel Kernel)? _fit;

        /// <summary>One suggestion, whatever the count.</summary>
        public override IReadOnlyList<Suggestion> SuggestBatch(SuggestionRequest request, SearchSpace space, int count)
        {
            var memory = Learn(request.History, space);
            if (space.Count == 0 || memory.Count < settings.StartupTrials || memory.IsConditional)
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

        /// <summary>How much is expected of a place: the logarithm of the improvement on the best value, or how low the value is.</summary>
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

        /// <summary>The model of all there is, with lengths fitted to the trials there were at the last round number; null where it is no help, or numbers give out.</summary>
        private GaussianProcess? Model(GpMemory memory)
        {
            try
            {
                int every = Math.Max(settings.FitEvery, memory.Count / 25), fitted = Math.Max(settings.StartupTrials, memory.Count - (memory.Count % every));
                if (_fit?.Trials != fitted)
                {
                    var (x, y) = Data(memory, fitted);
                    _fit = (fitted, new GpFit(x, y, memory.IsCategorical).Kernel);
                }

                var (places, values) = Data(memory, memory.Count);
                var model = new GaussianProcess(places, values, _fit.Value.Kernel);
                double trust = RankCorrelation.Spearman(values, [.. values.Zip(model.LeaveOneOut(), (value, above) => value - above)]);
                return trust >= settings.MinRankCorrelation ? model : null;
            }
            catch (ArithmeticException)
            {
                return null;
            }
        }

        private (double[][] X, double[] Y) Data(GpMemory memory, int count)
        {
            var seen = memory.Choose(count, settings.MostTrials);
            return ([.. seen.Select(trial => trial.Place)], GpMemory.Level([.. seen.Select(trial => trial.Violation > 0 ? double.PositiveInfinity : trial.Losses[0])]));
        }
    }
}
