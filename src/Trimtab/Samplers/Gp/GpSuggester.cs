using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary><see cref="GpSampler"/> on one study.</summary>
internal sealed class GpSuggester(GpSampler settings, StudyProblem problem) : Suggester
{
    private readonly Suggester _others = new TpeSampler { Multivariate = false }.Begin(problem);
    private GpMemory? _memory;
    private GpModel[] _objectives = [];
    private GpConstraints? _constraints;

    /// <inheritdoc/>
    public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
    {
        if (space.Count == 0)
        {
            return ParameterSet.Empty;
        }

        if (_memory is null || !_memory.CanLearn(request.History, space))
        {
            _memory = new(problem, space);
            _objectives = [.. Enumerable.Range(0, problem.Objectives.Count).Select(m => Model(_memory, seen => GpTargets.Losses(seen, m)))];
            _constraints = new(_memory.Trials, _memory.Cube.IsCategorical, _memory.Constraints, settings.MaxTrials);
        }

        _memory.Learn(request.History);
        if (_memory.Trials.Count < settings.StartupTrials)
        {
            return new(_memory.Cube.AtQuantiles(Sobol.At((uint)request.Number, problem.Random, space.Count)))
            {
                Origin = GpOrigins.Startup("qmc", settings.StartupTrials, settings.Name),
            };
        }

        try
        {
            return Suggest(request, _memory);
        }
        catch (ArithmeticException)
        {
            return new(space.Sample(request.Random)) { Origin = GpOrigins.Fallback(settings.Name), IsFallback = true };
        }
    }

    /// <inheritdoc/>
    public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
        _others.SuggestIndependently(request, name, distribution).From(GpOrigins.Independent(settings.Name));

    private GpModel Model(GpMemory memory, Func<IReadOnlyList<SeenTrial>, double[]?> target) =>
        new(memory.Trials, memory.Cube.IsCategorical, target, settings.MaxTrials);

    private Suggestion Suggest(SuggestionRequest request, GpMemory memory)
    {
        var seen = _objectives[0].Chosen;
        double[][] x = [.. seen.Select(trial => trial.Point)], pending = memory.PointsOf(request.Pending);
        GaussianProcess[] models = [.. _objectives.Select(model => model.Fit()!.WithPredicted(pending))];
        var limits = _constraints!.Fit(pending);

        // Points of the objectives' space: a trial a column; what trials under way are expected to bring counts.
        double[][] points = [.. Enumerable.Range(0, seen.Count).Select(i => models.Select(model => model.Observations[i]).ToArray())];
        double[][] good =
        [
            .. points.Where((_, i) => seen[i].IsFeasible),
            .. pending.Select(place => models.Select(model => model.At(place).Mean).ToArray()),
        ];
        double[][] incumbents = good.Length == 0
            ? [seen.MinBy(trial => trial.Violation)!.Point]
            :
            [
                .. Enumerable.Range(0, seen.Count)
                    .Where(i => seen[i].IsFeasible && !good.Any(other => Pareto.Dominates(other, points[i]))).Select(i => x[i])
                        .DefaultIfEmpty(x[0]),
            ];
        var address = request.Random.At("gp");
        if (models.Length == 1)
        {
            var improvement = FeasibleImprovement.Of(models[0], seen, limits);
            var whole = (new double[memory.Cube.Count], Enumerable.Repeat(1.0, memory.Cube.Count).ToArray());
            var best = new GradientAscent(memory.Cube, improvement, whole, incumbents[0], x, settings.Candidates, address);
            return memory.Cube.Suggest(best.Rank(), improvement.At);
        }

        double[][] front = [.. good.Where(point => !good.Any(other => Pareto.Dominates(other, point)))];
        var gain = new GpGain(models, limits, good.Length == 0 ? [] : Hypervolume.NondominatedBoxes(front, Reference(good)));
        var ascent = new CoordinateAscent(memory.Cube, gain.At, DistinctChoices.Of(memory.Cube, x, address));
        return memory.Cube.Suggest(ascent.Rank(Candidates(memory.Cube, incumbents, address)), gain.At);
    }

    /// <summary>Quasi-random points, and every third one near one of the best.</summary>
    private double[][] Candidates(UnitCube cube, double[][] incumbents, RandomAddress address)
    {
        var random = address.Stream();
        double[][] points = new double[settings.Candidates][];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = i % 3 == 2 ? Near(ref random) : cube.Anywhere(i, address);
        }

        return points;

        double[] Near(ref RandomStream random)
        {
            double deviation = PortableMath.Pow(10, -1 - (3 * random.NextDouble()));
            return cube.Near(incumbents[random.NextInt32(incumbents.Length)], deviation, ref random);
        }
    }

    /// <summary>The reference point of improvements: the best value of one objective; beyond the worst of several, as Optuna.</summary>
    private static double[] Reference(double[][] points) => points[0].Length == 1
        ? [points.Min(point => point[0])]
        : Fronts.Reference(points);
}
