using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.CmaEs;

/// <summary><see cref="CmaEsSampler"/> on one study: one evolution per space.</summary>
internal sealed class CmaEsSuggester(CmaEsSampler settings, StudyProblem problem) : Suggester
{
    private readonly Suggester _others = new TpeSampler { Multivariate = false }.Begin(problem);
    private SearchSpace _space = SearchSpace.Empty;
    private Evolution? _evolution;

    /// <inheritdoc/>
    public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
    {
        var numeric = SearchSpace.Create(
            space.Where(parameter => parameter.Value is not CategoricalDistribution && parameter.Value.OnlyValue is null));
        if (numeric.Count == 0)
        {
            return ParameterSet.Empty;
        }

        var searched = !settings.LearnsLists ? numeric : SearchSpace.Create(space.Where(parameter => parameter.Value.OnlyValue is null));
        if (!searched.Equals(_space) || request.Number < _evolution!.Asked)
        {
            var lists = SearchSpace.Create(searched.Where(parameter => parameter.Value is CategoricalDistribution));
            (_space, _evolution) = (searched, new(settings, problem, new(numeric), new(lists), request));
        }

        return _evolution.Suggest(request);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Suggestion> SuggestBatch(SuggestionRequest request, SearchSpace space, int count)
    {
        var first = SuggestJointly(request, space);
        return first.Values.Count == 0
            ? [first]
            : [first, .. Enumerable.Range(1, count - 1).Select(i => _evolution!.Again(request.Number, i))];
    }

    /// <inheritdoc/>
    public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
        _others.SuggestIndependently(request, name, distribution).From("tpe (cmaes knows numbers that every trial has)");

    /// <summary>The search distribution at every trial, replayed from the history.</summary>
    private sealed class Evolution
    {
        private readonly CmaEsSampler _settings;
        private readonly StudyProblem _problem;
        private readonly SpaceTransform _axes, _lists;
        private readonly Dictionary<int, (int Era, double[] Point)> _drawn = []; // by trial, until its result is learned
        private readonly List<(double[] Point, int[] Choices, double Violation, double Loss)> _generation = [];
        private readonly RandomAddress _random;
        private CovarianceAdaptation _cma;
        private CategoricalAdaptation? _choices;
        private int _era, _learned, _restarts;

        public Evolution(CmaEsSampler settings, StudyProblem problem, SpaceTransform axes, SpaceTransform lists, SuggestionRequest first)
        {
            (_settings, _problem, _axes, _lists, _random) = (settings, problem, axes, lists, problem.Random.At("cmaes"));
            _cma = settings.WarmStart.Count > 0 ? Warm() : Fresh([.. Enumerable.Repeat(0.5, axes.Count)]);
            _choices = FreshChoices();
            Asked = Enumerable.Range(0, first.History.Count).FirstOrDefault(
                i => axes.Of(first.History[i].Parameters) is not null, first.Number);
        }

        /// <summary>The next trial to suggest for.</summary>
        public int Asked { get; private set; }

        public ParameterSet Suggest(SuggestionRequest request)
        {
            var suggested = ParameterSet.Empty;
            for (; Asked <= request.Number; Asked++)
            {
                int visible = Math.Min(request.History.Count, Asked - _problem.Concurrency + 1);
                if (Asked < _settings.StartupTrials)
                {
                    int axes = _axes.Count + _lists.Count;
                    double[] even = [.. Enumerable.Range(0, axes).Select(i => Sobol.At((uint)Asked, i % Sobol.Dimensions, _random))];
                    suggested = Join(Round(even[.._axes.Count]), _lists.AtShares(even.AsSpan(_axes.Count)));
                    continue;
                }

                if (_drawn.Count == 0 && _era == 0 && _generation.Count == 0 && _settings.StartupTrials > 0)
                {
                    _cma = Fresh(BestOf(request.History, visible));
                }

                Learn(request.History, visible);
                (double[] point, suggested) = Draw(_random.At(Asked));
                _drawn[Asked] = (_era, point);
            }

            return suggested;
        }

        /// <summary>Another sample for the trial that was suggested last.</summary>
        public ParameterSet Again(int number, int index) => Draw(_random.At(number).At(index)).Parameters;

        /// <summary>A sample, clamped to the unit cube, so that corners are reached as fast as any other point.</summary>
        private (double[] Point, ParameterSet Parameters) Draw(RandomAddress address)
        {
            var random = address.Stream();
            double[] point = [.. _cma.Sample(ref random).Select(x => Math.Clamp(x, 0, 1))];
            var lists = _choices is null
                ? ParameterSet.Empty
                : _lists.At([.. _choices.Sample(ref random).Select(choice => (double)choice)]);
            return (point, Join(Round(point), lists));
        }

        private static ParameterSet Join(ParameterSet numbers, ParameterSet lists) =>
            lists.Count == 0 ? numbers : ParameterSet.Create(numbers.Concat(lists));

        private double[] BestOf(History history, int count)
        {
            var best = Enumerable.Range(0, count).Select(i => history[i])
                .Where(trial => _axes.Of(trial.Parameters) is not null).BestFirst(_problem.Objectives[0]).FirstOrDefault();
            return best is null ? [.. Enumerable.Repeat(0.5, _axes.Count)] : Shares(_axes.Of(best.Parameters)!);
        }

        private double[] Shares(double[] place) => [.. place.Select((at, i) => _axes[i].ShareOf(at))];

        private void Learn(History history, int count)
        {
            for (; _learned < count; _learned++)
            {
                if (_drawn.Remove(_learned, out var drawn) && drawn.Era == _era && history[_learned].IsFinished)
                {
                    Take(history[_learned], drawn.Point);
                }
            }
        }

        private void Take(Trial trial, double[] drawn)
        {
            double loss = _problem.LossOf(trial);
            bool hasFailed = trial.State == TrialState.Failed;
            if ((!hasFailed && double.IsNaN(loss)) || _axes.Of(trial.Parameters) is not { } place
                || _lists.Of(trial.Parameters) is not { } choices)
            {
                return;
            }

            bool isOurs = Round(drawn).All(parameter => trial.Parameters[parameter.Key].Equals(parameter.Value));
            _generation.Add((
                isOurs ? drawn : Shares(place),
                [.. choices.Select(choice => (int)choice)],
                hasFailed ? double.PositiveInfinity : trial.IsFeasible ? 0 : trial.Violation,
                hasFailed ? double.PositiveInfinity : loss));
            if (_generation.Count == _cma.PopulationSize)
            {
                NextGeneration();
            }
        }

        private void NextGeneration()
        {
            var ranked = _generation.OrderBy(point => point.Violation).ThenBy(point => point.Loss).ToList();
            bool isFlat = (ranked[0].Violation, ranked[0].Loss) == (ranked[^1].Violation, ranked[^1].Loss);
            _cma.Update([.. ranked.Select((point, rank) => (point.Point, (double)rank))]);
            _choices?.Update([.. ranked.Take(_cma.Weights.Length).Select(point => point.Choices)], _cma.Weights);
            KeepMargins();
            _generation.Clear();
            _era++;
            if (_cma.IsDegenerate || isFlat)
            {
                _restarts++;
                var random = _random.At("restart").At(_restarts).Stream();
                double[] mean = new double[_axes.Count];
                for (int i = 0; i < mean.Length; i++)
                {
                    mean[i] = random.NextDouble();
                }

                (_cma, _choices) = (Fresh(mean), FreshChoices());
            }
        }

        private CovarianceAdaptation Fresh(double[] mean) =>
            new(mean, _settings.Sigma, Population, _settings.IsSeparable, _settings.AdaptsRates);

        private CategoricalAdaptation? FreshChoices() =>
            _lists.Count == 0 ? null : new([.. Enumerable.Range(0, _lists.Count).Select(i => _lists[i].Choices)]);

        private int Population
        {
            get
            {
                int first = _settings.PopulationSize ?? CmaEsParameters.DefaultPopulation(_axes.Count + _lists.Count);
                return (int)Math.Min(CmaEsSampler.MostInGeneration, first * PortableMath.Pow(_settings.Growth, _restarts));
            }
        }

        /// <summary>
        /// The distribution of the best tenth of another study's trials: their mean, and α²I plus their covariance (Nomura et al. 2021,
        /// warm starting).
        /// </summary>
        private CovarianceAdaptation Warm()
        {
            const double γ = 0.1, α = 0.1;
            var known = _settings.WarmStart
                .Where(trial => _axes.Of(trial.Parameters) is not null).BestFirst(_problem.Objectives[0]).ToList();
            known.RemoveAll(trial => trial.IsFeasible != known[0].IsFeasible); // infeasible ones only where all are
            double[][] best = [.. known.Take((int)Math.Ceiling(γ * known.Count)).Select(trial => Shares(_axes.Of(trial.Parameters)!))];
            if (best.Length == 0)
            {
                return Fresh([.. Enumerable.Repeat(0.5, _axes.Count)]);
            }

            int d = _axes.Count;
            double[] mean = [.. Enumerable.Range(0, d).Select(i => best.Average(x => x[i]))];
            double[] covariance =
            [
                .. Enumerable.Range(0, d * d)
                    .Select(k => (k / d == k % d ? α * α : 0) + best.Average(x => (x[k / d] - mean[k / d]) * (x[k % d] - mean[k % d]))),
            ];
            double σ = PortableMath.Exp(SymmetricEigen.Of(covariance, d).Values.Sum(PortableMath.Log) / (2 * d));
            return new(mean, σ, Population, _settings.IsSeparable, _settings.AdaptsRates, [.. covariance.Select(c => c / (σ * σ))]);
        }

        private void KeepMargins()
        {
            double α = 1.0 / ((_axes.Count + _lists.Count) * _cma.PopulationSize);
            for (int i = 0; i < _axes.Count; i++)
            {
                if (_axes[i].IsStepped)
                {
                    double at = Math.Clamp(_cma.Mean[i], 0, 1);
                    var (low, high) = _axes[i].CellAt(PortableMath.Lerp(_axes[i].Low, _axes[i].High, at));
                    (low, high) = (_axes[i].ShareOf(low), _axes[i].ShareOf(high));
                    _cma.ApplyMargin(
                        i, low <= 1e-12 ? double.NegativeInfinity : low, high >= 1 - 1e-12 ? double.PositiveInfinity : high, α);
                }
            }
        }

        private ParameterSet Round(double[] point) =>
            _axes.At([.. point.Select((share, i) => PortableMath.Lerp(_axes[i].Low, _axes[i].High, share))]);
    }
}
