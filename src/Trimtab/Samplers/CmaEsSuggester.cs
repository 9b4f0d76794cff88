using Trimtab.Numerics;

namespace Trimtab.Samplers;

/// <summary><see cref="CmaEsSampler"/> at work: one evolution per space.</summary>
internal sealed class CmaEsSuggester(CmaEsSampler settings, Problem problem) : Suggester
{
    private readonly Suggester _lists = new TpeSampler { Multivariate = false }.Begin(problem);
    private SearchSpace _space = SearchSpace.Empty;
    private Evolution? _evolution;

    /// <inheritdoc/>
    public override ParameterSet Together(Ask ask, SearchSpace space)
    {
        var numeric = SearchSpace.Create(space.Where(knob => knob.Value is not CategoricalDistribution && knob.Value.OnlyValue is null));
        if (numeric.Count == 0)
        {
            return ParameterSet.Empty;
        }

        if (!numeric.Equals(_space) || ask.Number < _evolution!.Asked)
        {
            (_space, _evolution) = (numeric, new(settings, problem, new(numeric), ask));
        }

        return _evolution.Suggest(ask);
    }

    /// <inheritdoc/>
    public override ParameterValue Alone(Ask ask, string name, Distribution distribution)
    {
        ask.By = "tpe (cmaes knows numbers that every trial has)";
        return _lists.Alone(ask, name, distribution);
    }

    /// <summary>The distribution as it was at every trial, replayed from the history where it is new.</summary>
    private sealed class Evolution
    {
        private readonly CmaEsSampler _settings;
        private readonly Problem _problem;
        private readonly Axes _axes;
        private readonly Dictionary<int, (int Era, double[] Point)> _drawn = []; // by trial, until its result is learned
        private readonly List<(double[] Point, double Loss)> _generation = [];
        private readonly RandomAddress _random;
        private CovarianceAdaptation _cma;
        private readonly int _first;
        private int _era, _learned, _restarts;

        public Evolution(CmaEsSampler settings, Problem problem, Axes axes, Ask first)
        {
            (_settings, _problem, _axes, _random) = (settings, problem, axes, problem.Random.At("cmaes"));
            _cma = Fresh([.. Enumerable.Repeat(0.5, axes.Count)]);
            _first = first.Number;
            Asked = Enumerable.Range(0, first.History.Count).FirstOrDefault(i => axes.Of(first.History[i].Parameters) is not null, first.Number);
        }

        /// <summary>The next trial to be asked for.</summary>
        public int Asked { get; private set; }

        public ParameterSet Suggest(Ask ask)
        {
            double[] point = [];
            for (; Asked <= ask.Number; Asked++)
            {
                int visible = Math.Min(ask.History.Count, Asked - _problem.Concurrency + 1);
                if (Asked < _settings.StartupTrials)
                {
                    point = [.. Enumerable.Range(0, _axes.Count).Select(i => Sobol.At((uint)Asked, i, _random))];
                    continue;
                }

                if (_drawn.Count == 0 && _era == 0 && _generation.Count == 0 && _settings.StartupTrials > 0)
                {
                    _cma = Fresh(BestOf(ask.History, visible));
                }

                Learn(ask.History, visible);
                point = Draw(Asked);
                _drawn[Asked] = (_era, point);
            }

            return Round(point);
        }

        private double[] BestOf(History history, int count)
        {
            var best = Enumerable.Range(0, count).Select(i => history[i]).Where(t => t.State == TrialState.Complete && _axes.Of(t.Parameters) is not null).MinBy(_problem.LossOf);
            return best is null ? [.. Enumerable.Repeat(0.5, _axes.Count)] : [.. _axes.Of(best.Parameters)!.Select((at, i) => _axes[i].ShareOf(at))];
        }

        private void Learn(History history, int count)
        {
            for (; _learned < count && history[_learned].IsFinished; _learned++)
            {
                if (_drawn.Remove(_learned, out var drawn) && drawn.Era == _era)
                {
                    Take(history[_learned], drawn.Point);
                }
            }
        }

        private void Take(Trial trial, double[] drawn)
        {
            double loss = _problem.LossOf(trial);
            if (trial.State == TrialState.Failed || double.IsNaN(loss) || _axes.Of(trial.Parameters) is not { } place)
            {
                return;
            }

            bool isOurs = Round(drawn).All(knob => trial.Parameters[knob.Key].Equals(knob.Value));
            _generation.Add((isOurs ? drawn : [.. place.Select((at, i) => _axes[i].ShareOf(at))], trial.Violation > 0 ? double.MaxValue : loss));
            if (_generation.Count == _cma.PopulationSize)
            {
                NextGeneration();
            }
        }

        private void NextGeneration()
        {
            bool isFlat = _generation.TrueForAll(point => point.Loss == _generation[0].Loss);
            _cma.Tell(_generation);
            KeepMargins();
            _generation.Clear();
            _era++;
            if (_cma.IsSpent || isFlat)
            {
                _restarts++;
                var random = _random.At("restart").At(_restarts).Stream();
                double[] mean = new double[_axes.Count];
                for (int i = 0; i < mean.Length; i++)
                {
                    mean[i] = random.NextDouble();
                }

                _cma = Fresh(mean);
            }
        }

        private CovarianceAdaptation Fresh(double[] mean)
        {
            int λ = _settings.PopulationSize ?? CovarianceAdaptation.DefaultPopulation(_axes.Count);
            return new(mean, _settings.Sigma, (int)(λ * Math.Pow(_settings.Growth, _restarts)), _settings.IsSeparable);
        }

        private void KeepMargins()
        {
            double α = 1.0 / (_axes.Count * _cma.PopulationSize);
            for (int i = 0; i < _axes.Count; i++)
            {
                if (_axes[i].IsStepped)
                {
                    double at = Math.Clamp(_cma.Mean[i], 0, 1);
                    var (low, high) = _axes[i].CellAt(double.Lerp(_axes[i].Low, _axes[i].High, at));
                    (low, high) = (_axes[i].ShareOf(low), _axes[i].ShareOf(high));
                    _cma.KeepMargin(i, low <= 1e-12 ? double.NegativeInfinity : low, high >= 1 - 1e-12 ? double.PositiveInfinity : high, α);
                }
            }
        }

        /// <summary>A point inside the cube: moved to the wall where it is not, so that a corner is reached as fast as any other place.</summary>
        private double[] Draw(int number)
        {
            var random = _random.At(number).Stream();
            double[] point = _cma.Sample(ref random);
            return [.. point.Select(x => Math.Clamp(x, 0, 1))];
        }

        private ParameterSet Round(double[] point) => _axes.At([.. point.Select((share, i) => double.Lerp(_axes[i].Low, _axes[i].High, share))]);
    }
}
