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

        var searched = settings.IncludesCategorical
            ? SearchSpace.Create(space.Where(parameter => parameter.Value.OnlyValue is null))
            : numeric;
        if (!searched.Equals(_space) || request.Number < _evolution!.Asked)
        {
            var categorical = SearchSpace.Create(searched.Where(parameter => parameter.Value is CategoricalDistribution));
            (_space, _evolution) = (searched, new(settings, problem, new(numeric), new(categorical), request));
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
        private readonly SpaceTransform _numeric, _categorical;
        private readonly Dictionary<int, (int Era, double[] Point)> _drawn = []; // by trial, until its result is learned
        private readonly List<(double[] Point, int[] Choices, double Violation, double Loss)> _generation = [];
        private readonly RandomAddress _random;
        private CovarianceAdaptation _cma;
        private CategoricalAdaptation? _choices;
        private int _era, _learned, _restarts;

        public Evolution(
            CmaEsSampler settings, StudyProblem problem, SpaceTransform numeric, SpaceTransform categorical, SuggestionRequest first)
        {
            (_settings, _problem, _numeric, _categorical, _random) = (settings, problem, numeric, categorical, problem.Random.At("cmaes"));
            _cma = settings.WarmStart.Count > 0 ? Warm() : Fresh([.. Enumerable.Repeat(0.5, numeric.Count)]);
            _choices = FreshChoices();
            Asked = Enumerable.Range(0, first.History.Count).FirstOrDefault(
                i => numeric.Of(first.History[i].Parameters) is not null, first.Number);
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
                    double[] even = Even(_random, Asked);
                    suggested = Join(Round(even[.._numeric.Count]), _categorical.AtShares(even.AsSpan(_numeric.Count)));
                    continue;
                }

                if (_drawn.Count == 0 && _era == 0 && _generation.Count == 0 && _settings.StartupTrials > 0)
                {
                    _cma = Fresh(BestOf(request.History, visible));
                }

                Learn(request.History, visible);
                (double[] point, suggested) = Draw(_random, Asked);
                _drawn[Asked] = (_era, point);
            }

            return suggested;
        }

        /// <summary>Another sample for the trial that was suggested last.</summary>
        public ParameterSet Again(int number, int index) => Draw(_random.At(number), index).Parameters;

        /// <summary>
        /// A quasi-random sample, so that a generation covers the distribution evenly (Teytaud and Gelly, GECCO 2007); clamped to the unit
        /// cube, so that corners are reached as fast as any other point.
        /// </summary>
        private (double[] Point, ParameterSet Parameters) Draw(RandomAddress sequence, int index)
        {
            double[] even = Even(sequence, index);
            double[] z = [.. even.Take(_numeric.Count).Select(Normal.Quantile)];
            double[] point = [.. _cma.At(z).Select(x => Math.Clamp(x, 0, 1))];
            var categorical = _choices is null
                ? ParameterSet.Empty
                : _categorical.At([.. _choices.At(even.AsSpan(_numeric.Count)).Select(choice => (double)choice)]);
            return (point, Join(Round(point), categorical));
        }

        private double[] Even(RandomAddress sequence, int index) =>
            Sobol.At((uint)index, sequence, _numeric.Count + _categorical.Count);

        private static ParameterSet Join(ParameterSet numbers, ParameterSet categorical) =>
            categorical.Count == 0 ? numbers : ParameterSet.Create(numbers.Concat(categorical));

        private double[] BestOf(History history, int count)
        {
            var best = Enumerable.Range(0, count).Select(i => history[i])
                .Where(trial => _numeric.Of(trial.Parameters) is not null).BestFirst(_problem.Objectives[0]).FirstOrDefault();
            return best is null ? [.. Enumerable.Repeat(0.5, _numeric.Count)] : Shares(_numeric.Of(best.Parameters)!);
        }

        private double[] Shares(double[] place) => [.. place.Select((at, i) => _numeric[i].ShareOf(at))];

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
            if ((!hasFailed && double.IsNaN(loss)) || _numeric.Of(trial.Parameters) is not { } place
                || _categorical.Of(trial.Parameters) is not { } choices)
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
                double[] mean = new double[_numeric.Count];
                for (int i = 0; i < mean.Length; i++)
                {
                    mean[i] = random.NextDouble();
                }

                (_cma, _choices) = (Fresh(mean), FreshChoices());
            }
        }

        private CovarianceAdaptation Fresh(double[] mean) =>
            new(mean, _settings.Sigma, Population, _settings.IsSeparable, _settings.AdaptsLearningRates);

        private CategoricalAdaptation? FreshChoices() =>
            _categorical.Count == 0 ? null : new([.. Enumerable.Range(0, _categorical.Count).Select(i => _categorical[i].Choices)]);

        private int Population
        {
            get
            {
                int first = _settings.PopulationSize ?? CmaEsParameters.DefaultPopulation(_numeric.Count + _categorical.Count);
                return (int)Math.Min(CmaEsSampler.MaxPopulationSize, first * PortableMath.Pow(_settings.PopulationIncrease, _restarts));
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
                .Where(trial => _numeric.Of(trial.Parameters) is not null).BestFirst(_problem.Objectives[0]).ToList();
            known.RemoveAll(trial => trial.IsFeasible != known[0].IsFeasible); // infeasible ones only where all are
            double[][] best = [.. known.Take((int)Math.Ceiling(γ * known.Count)).Select(trial => Shares(_numeric.Of(trial.Parameters)!))];
            if (best.Length == 0)
            {
                return Fresh([.. Enumerable.Repeat(0.5, _numeric.Count)]);
            }

            int d = _numeric.Count;
            double[] mean = [.. Enumerable.Range(0, d).Select(i => best.Average(x => x[i]))];
            double[] covariance =
            [
                .. Enumerable.Range(0, d * d)
                    .Select(k => (k / d == k % d ? α * α : 0) + best.Average(x => (x[k / d] - mean[k / d]) * (x[k % d] - mean[k % d]))),
            ];
            double σ = PortableMath.Exp(SymmetricEigen.Of(covariance, d).Values.Sum(PortableMath.Log) / (2 * d));
            return new(mean, σ, Population, _settings.IsSeparable, _settings.AdaptsLearningRates, [.. covariance.Select(c => c / (σ * σ))]);
        }

        private void KeepMargins()
        {
            double α = 1.0 / ((_numeric.Count + _categorical.Count) * _cma.PopulationSize);
            for (int i = 0; i < _numeric.Count; i++)
            {
                if (_numeric[i].IsStepped)
                {
                    double at = Math.Clamp(_cma.Mean[i], 0, 1);
                    var (low, high) = _numeric[i].CellAt(PortableMath.Lerp(_numeric[i].Low, _numeric[i].High, at));
                    (low, high) = (_numeric[i].ShareOf(low), _numeric[i].ShareOf(high));
                    _cma.ApplyMargin(
                        i, low <= 1e-12 ? double.NegativeInfinity : low, high >= 1 - 1e-12 ? double.PositiveInfinity : high, α);
                }
            }
        }

        private ParameterSet Round(double[] point) =>
            _numeric.At([.. point.Select((share, i) => PortableMath.Lerp(_numeric[i].Low, _numeric[i].High, share))]);
    }
}
