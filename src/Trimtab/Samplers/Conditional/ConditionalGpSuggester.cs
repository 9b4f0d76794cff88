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
    private (int Trials, int Axes, MaternKernel Kernel)? _fit;

    /// <inheritdoc/>
    public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
    {
        if (!_memory.CanLearn(request.History))
        {
            (_memory, _fit) = (new(problem), null);
        }

        _memory.Learn(request.History);
        if (_memory.Count < settings.StartupTrials || _memory.Axes.Count == 0)
        {
            return new(space.Sample(request.Random)) { Origin = Invariant($"random (first {settings.StartupTrials} of conditional_gp)") };
        }

        try
        {
            return Suggest(request);
        }
        catch (ArithmeticException)
        {
            return new(space.Sample(request.Random)) { Origin = GpSuggester.Fallback, IsFallback = true };
        }
    }

    /// <inheritdoc/>
    public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
        _others.SuggestIndependently(request, name, distribution).From("tpe");

    private ParameterSet Suggest(SuggestionRequest request)
    {
        double[] losses = _memory.Losses;
        var (x, y) = Data(losses, losses.Length);
        var kernel = Fit(losses);
        var model = new GaussianProcess(x, y, kernel);
        // At the best point known the model still expects a little, by its noise: with a margin it looks into other branches.
        double best = model.Lowest - (request.Number % 2 == 0 ? Margin : 0);
        double[][] pending = [.. request.Pending.Where(given => given.Count > 0).Select(given => Imputed(_memory.RowOf(given)))];
        if (pending.Length > 0)
        {
            var known = model;
            model = new([.. x, .. pending], [.. y, .. pending.Select(place => known.At(place).Mean)], kernel);
        }

        var failures = Failures(losses, kernel);
        return new ConditionalSearch(
            _memory, losses, place => Gain(model, failures, best, Imputed(place)), request.Random.At("conditional_gp")).Best();
    }

    /// <summary>
    /// Logarithm of the expected improvement, times the probability that a trial there neither fails nor violates constraints.
    /// </summary>
    private static double Gain(GaussianProcess model, GaussianProcess? failures, double best, double[] place)
    {
        var (mean, variance) = model.At(place);
        double σ = Math.Sqrt(variance), gain = GpGain.LogImprovement((best - mean) / σ) + PortableMath.Log(σ);
        if (failures is null)
        {
            return gain;
        }

        var (failure, spread) = failures.At(place);
        return gain + Normal.LogCdf(-failure / Math.Sqrt(spread));
    }

    /// <summary>
    /// A process that is 1 where trials failed or violated constraints and -1 where they did not; null where none did. Source: Gelbart,
    /// Snoek and Adams, "Bayesian optimization with unknown constraints" (UAI 2014), 3.2, with a regression in place of a classification.
    /// </summary>
    private GaussianProcess? Failures(double[] losses, MaternKernel kernel)
    {
        int[] chosen = Chosen(losses, losses.Length);
        return Array.Exists(chosen, i => double.IsPositiveInfinity(losses[i]))
            ? new(
                [.. chosen.Select(i => Imputed(_memory.Rows[i]))],
                [.. chosen.Select(i => double.IsPositiveInfinity(losses[i]) ? 1.0 : -1)],
                kernel)
            : null;
    }

    /// <summary>A parameter a trial does not have is in the middle of its range, or a choice of its own.</summary>
    private double[] Imputed(double[] row) =>
        [.. row.Select((v, axis) => !double.IsNaN(v) ? v : _memory.Axes[axis].IsCategorical ? -1 : 0.5)];

    private (double[][] X, double[] Y) Data(double[] losses, int count)
    {
        int[] chosen = Chosen(losses, count);
        return ([.. chosen.Select(i => Imputed(_memory.Rows[i]))], GpMemory.Level([.. chosen.Select(i => losses[i])]));
    }

    /// <summary>The first trials, at most so many: half of them the best, half the newest.</summary>
    private int[] Chosen(double[] losses, int count)
    {
        int newest = Math.Max(0, count - (count > settings.MaxTrials ? settings.MaxTrials / 2 : count));
        return
        [
            .. Enumerable.Range(0, newest).OrderBy(i => losses[i]).Take(settings.MaxTrials - (settings.MaxTrials / 2)).Order(),
            .. Enumerable.Range(newest, count - newest),
        ];
    }

    /// <summary>A kernel fitted to every trial up to fifty, then each time there are a twenty-fifth more or new parameters.</summary>
    private MaternKernel Fit(double[] losses)
    {
        int every = Math.Max(1, losses.Length / 25), fitted = losses.Length - (losses.Length % every);
        if (_fit is null || _fit.Value.Trials != fitted || _fit.Value.Axes != _memory.Axes.Count)
        {
            var (x, y) = Data(losses, fitted);
            _fit = (fitted, _memory.Axes.Count, new GpFit(x, y, _memory.IsCategorical).Kernel);
        }

        return _fit.Value.Kernel;
    }
}
