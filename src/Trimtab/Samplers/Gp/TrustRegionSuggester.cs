using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary><see cref="TrustRegionSampler"/> on one study.</summary>
internal sealed class TrustRegionSuggester(TrustRegionSampler settings, StudyProblem problem) : Suggester
{
    /// <summary>The origin of values drawn at random because the covariance matrix could not be decomposed.</summary>
    internal const string Fallback = "random (the decomposition of trust_region failed)";

    private readonly Suggester _others = new TpeSampler { Multivariate = false }.Begin(problem);
    private GpMemory? _memory;
    private TrustRegion _region = new(settings, []);
    private (int Trials, MaternKernel Kernel)? _fit;

    /// <inheritdoc/>
    public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
    {
        if (space.Count == 0)
        {
            return ParameterSet.Empty;
        }

        if (_memory is null || !_memory.SpaceTransform.Space.Equals(space) || !_memory.CanLearn(request.History))
        {
            _memory = new(problem, space);
            (_region, _fit) = (new(settings, _memory.IsCategorical), null);
        }

        foreach (var seen in _memory.Learn(request.History))
        {
            _region.Add(seen);
        }

        if (_memory.Count < settings.StartupTrials)
        {
            return new(_memory.SpaceTransform.AtShares(Startup(request.Number, space.Count)))
            {
                Origin = Invariant($"qmc (first {settings.StartupTrials} of trust_region)"),
            };
        }

        try
        {
            return Suggest(request, _memory);
        }
        catch (ArithmeticException)
        {
            return new(space.Sample(request.Random)) { Origin = Fallback, IsFallback = true };
        }
    }

    /// <inheritdoc/>
    public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
        _others.SuggestIndependently(request, name, distribution).From("tpe (trust_region knows the parameters every trial has)");

    /// <summary>A Sobol sequence that keeps off the ends of the numbers.</summary>
    private double[] Startup(int number, int dimensions)
    {
        double[] shares = new double[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            double u = Sobol.At((uint)number, i % Sobol.Dimensions, problem.Random);
            shares[i] = _memory!.SpaceTransform[i].IsCategorical
                ? u
                : PortableMath.Lerp(settings.StartupMargin, 1 - settings.StartupMargin, u);
        }

        return shares;
    }

    private ParameterSet Suggest(SuggestionRequest request, GpMemory memory)
    {
        var kernel = Fit(memory);
        var (x, y) = Data(memory, memory.Count);
        double[][] pending = [.. request.Pending.Select(memory.SharesOf).OfType<double[]>()];
        var model = new GaussianProcess(x, y, kernel);
        if (pending.Length > 0)
        {
            // Kriging believer: trials under way count as if they came out as expected.
            model = new([.. x, .. pending], [.. y, .. pending.Select(place => model.At(place).Mean)], kernel);
        }

        bool isAnywhere = _region.IsStalled && request.Number % 2 == 0;
        return memory.At(new AcquisitionAscent(
            memory.SpaceTransform,
            model,
            _region.Box(kernel, isAnywhere),
            _region.Best?.Place,
            x,
            settings.Candidates,
            request.Random.At("region")).Best());
    }

    private MaternKernel Fit(GpMemory memory)
    {
        int every = Math.Max(1, memory.Count / 25), fitted = memory.Count - (memory.Count % every);
        if (_fit?.Trials != fitted)
        {
            var (x, y) = Data(memory, fitted);
            _fit = (fitted, new GpFit(x, y, memory.IsCategorical).Kernel);
        }

        return _fit.Value.Kernel;
    }

    private (double[][] X, double[] Y) Data(GpMemory memory, int count)
    {
        var seen = memory.Choose(count, settings.MaxTrials);
        return (
            [.. seen.Select(trial => trial.Place)],
            GpMemory.Level([.. seen.Select(trial => trial.IsFeasible ? trial.Losses[0] : double.PositiveInfinity)]));
    }
}
