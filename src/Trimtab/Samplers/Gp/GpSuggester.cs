using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary><see cref="GpSampler"/> on one study.</summary>
internal sealed class GpSuggester(GpSampler settings, StudyProblem problem) : Suggester
{
    /// <summary>The origin of values drawn at random because the covariance matrix could not be decomposed.</summary>
    internal const string Fallback = "random (the decomposition of gp failed)";

    private readonly Suggester _others = new TpeSampler { Multivariate = false }.Begin(problem);
    private GpMemory? _memory;
    private (int Trials, MaternKernel[] Objectives, MaternKernel? Allowed)? _fit;

    /// <inheritdoc/>
    public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
    {
        if (space.Count == 0)
        {
            return ParameterSet.Empty;
        }

        if (_memory is null || !_memory.SpaceTransform.Space.Equals(space) || !_memory.CanLearn(request.History))
        {
            (_memory, _fit) = (new(problem, space), null);
        }

        _memory.Learn(request.History);
        if (_memory.Count < settings.StartupTrials)
        {
            double[] shares = [.. Enumerable.Range(0, space.Count).Select(i => Sobol.At(
                (uint)request.Number, i % Sobol.Dimensions, problem.Random))];
            return new(_memory.SpaceTransform.AtShares(shares)) { Origin = Invariant($"qmc (first {settings.StartupTrials} of gp)") };
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
        _others.SuggestIndependently(request, name, distribution).From("tpe (gp knows the parameters every trial has)");

    private ParameterSet Suggest(SuggestionRequest request, GpMemory memory)
    {
        var (kernels, kernelOfAllowed) = Fit(memory);
        var seen = memory.Choose(memory.Count, settings.MaxTrials);
        double[][] x = [.. seen.Select(trial => trial.Place)], pending = [.. request.Pending.Select(memory.SharesOf).OfType<double[]>()];
        double[][] y = Losses(seen);
        GaussianProcess[] models = [.. y.Select((values, m) => Model(x, values, kernels[m], pending))];
        var allowed = kernelOfAllowed is null ? null : Model(x, Violations(seen), kernelOfAllowed, pending);

        // Points of the objectives' space: a trial a column; what trials under way are believed to bring counts.
        double[][] points = [.. Enumerable.Range(0, seen.Count).Select(i => y.Select(values => values[i]).ToArray())];
        double[][] good =
        [
            .. points.Where((_, i) => seen[i].IsFeasible),
            .. pending.Select(place => models.Select(model => model.At(place).Mean).ToArray()),
        ];
        double[][] front = [.. good.Where(point => !good.Any(other => Pareto.Dominates(other, point)))];
        var gain = new GpGain(models, allowed, good.Length == 0 ? [] : Hypervolume.NondominatedBoxes(front, Reference(good)));
        double[][] incumbents = good.Length == 0
            ? [seen.MinBy(trial => trial.Violation)!.Place]
            :
            [
                .. Enumerable.Range(0, seen.Count)
                    .Where(i => seen[i].IsFeasible && !good.Any(other => Pareto.Dominates(other, points[i]))).Select(i => x[i])
                        .DefaultIfEmpty(x[0]),
            ];
        var address = request.Random.At("gp");
        if (models.Length == 1 && allowed is null)
        {
            var whole = (new double[memory.SpaceTransform.Count], Enumerable.Repeat(1.0, memory.SpaceTransform.Count).ToArray());
            return memory.At(
                new AcquisitionAscent(memory.SpaceTransform, models[0], whole, incumbents[0], x, settings.Candidates, address).Best());
        }

        return memory.At(new GpClimb(memory.SpaceTransform, gain.At, incumbents, x, settings.Candidates, address).Best());
    }

    /// <summary>
    /// A kernel per objective, and one for the constraints if any was violated: fitted to every trial up to fifty, then each time there are
    /// a twenty-fifth more.
    /// </summary>
    private (MaternKernel[] Objectives, MaternKernel? Allowed) Fit(GpMemory memory)
    {
        int every = Math.Max(1, memory.Count / 25), fitted = memory.Count - (memory.Count % every);
        if (_fit?.Trials != fitted)
        {
            var seen = memory.Choose(fitted, settings.MaxTrials);
            double[][] x = [.. seen.Select(trial => trial.Place)];
            MaternKernel[] objectives = [.. Losses(seen).Select(values => new GpFit(x, values, memory.IsCategorical).Kernel)];
            bool isFree = seen.TrueForAll(trial => trial.IsFeasible);
            _fit = (fitted, objectives, isFree ? null : new GpFit(x, Violations(seen), memory.IsCategorical).Kernel);
        }

        return (_fit.Value.Objectives, _fit.Value.Allowed);
    }

    /// <summary>Transformed losses, a row per objective.</summary>
    private double[][] Losses(List<GpMemory.Seen> seen) =>
        [.. Enumerable.Range(0, problem.Objectives.Count).Select(m => GpMemory.Level([.. seen.Select(trial => trial.Losses[m])]))];

    /// <summary>A model of the finished trials; those under way count with their predicted mean (kriging believer).</summary>
    private static GaussianProcess Model(double[][] x, double[] y, MaternKernel kernel, double[][] pending)
    {
        var model = new GaussianProcess(x, y, kernel);
        return pending.Length == 0 ? model : new([.. x, .. pending], [.. y, .. pending.Select(place => model.At(place).Mean)], kernel);
    }

    /// <summary>The reference point of improvements: the best value of one objective; beyond the worst of several, as Optuna.</summary>
    private static double[] Reference(double[][] points) => points[0].Length == 1
        ? [points.Min(point => point[0])]
        : Fronts.Reference(points);

    /// <summary>−1 for a feasible trial, else 1 plus the logarithm of its violation.</summary>
    private static double[] Violations(List<GpMemory.Seen> seen)
    {
        double[] above = [.. seen.Select(trial => trial.Violation).Where(v => v > 0 && double.IsFinite(v)).Order()];
        double unit = above.Length > 0 ? above[above.Length / 2] : 1;
        return [.. seen.Select(trial => trial.Violation)
            .Select(v => v <= 0 ? -1 : 1 + Normal.Log1p(double.IsFinite(v) ? v / unit : 100))];
    }
}
