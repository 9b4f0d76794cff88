using Trimtab.Numerics;

namespace Trimtab.Samplers;

/// <summary><see cref="GpSampler"/> at work.</summary>
internal sealed class GpSuggester(GpSampler settings, Problem problem) : Suggester
{
    private readonly Suggester _others = new TpeSampler { Multivariate = false }.Begin(problem);

    /// <inheritdoc/>
    public override ParameterSet Together(Ask ask, SearchSpace space)
    {
        if (space.Count == 0)
        {
            return ParameterSet.Empty;
        }

        var axes = new Axes(space);
        var seen = Seen(ask.History, axes);
        if (seen.Count < settings.StartupTrials)
        {
            ask.By = $"qmc (first {settings.StartupTrials} of gp)";
            return axes.AtShares([.. Enumerable.Range(0, axes.Count).Select(i => Sobol.At((uint)ask.Number, i % Sobol.Dimensions, problem.Random))]);
        }

        double[][] x = [.. seen.Select(item => item.Place)];
        double[] y = Values([.. seen.Select(item => item.Loss)]);
        var kernel = new GpFit(x, y, [.. Enumerable.Range(0, axes.Count).Select(i => axes[i].IsCategorical)]).Kernel;
        var model = Believe(x, y, kernel, [.. ask.Pending.Select(axes.Of).OfType<double[]>().Select(place => Shares(axes, place))]);
        double[] best = new GpClimb(axes, model, y.Min(), x[Array.IndexOf(y, y.Min())], settings.Candidates, ask.Random.At("gp")).Best();
        return axes.At([.. best.Select((share, i) => Place(axes[i], share))]);
    }

    /// <inheritdoc/>
    public override ParameterValue Alone(Ask ask, string name, Distribution distribution)
    {
        ask.By = "tpe (gp knows the knobs every trial has)";
        return _others.Alone(ask, name, distribution);
    }

    /// <summary>An axis as [0, 1]; a list as the numbers of its choices.</summary>
    internal static double[] Shares(Axes axes, double[] place) => [.. place.Select((at, i) => axes[i].IsCategorical ? at : axes[i].ShareOf(at))];

    internal static double Place(Axis axis, double share) => axis.IsCategorical ? share : double.Lerp(axis.Low, axis.High, share);

    /// <summary>The trials a model is made of, by number.</summary>
    private List<(double[] Place, double Loss)> Seen(History history, Axes axes)
    {
        var usable = new List<(int Number, double[] Place, double Loss)>();
        double worst = double.NegativeInfinity;
        foreach (var trial in history)
        {
            double loss = problem.LossOf(trial);
            if (trial.State is TrialState.Complete or TrialState.Pruned && !double.IsNaN(loss) && axes.Of(trial.Parameters) is { } place)
            {
                usable.Add((trial.Number, Shares(axes, place), trial.Violation > 0 ? double.PositiveInfinity : loss));
                worst = double.IsFinite(loss) ? Math.Max(worst, loss) : worst;
            }
        }

        double least = usable.Select(item => item.Loss).Where(double.IsFinite).DefaultIfEmpty(0).Min();
        var clipped = usable.Select(item => item with { Loss = Math.Clamp(item.Loss, least, Math.Max(least, worst)) }).ToList();
        if (clipped.Count > settings.MostTrials)
        {
            int half = settings.MostTrials / 2;
            var newest = clipped.TakeLast(half).ToList();
            clipped = [.. clipped.SkipLast(half).OrderBy(item => item.Loss).ThenBy(item => item.Number).Take(settings.MostTrials - half).Concat(newest).OrderBy(item => item.Number)];
        }

        return [.. clipped.Select(item => (item.Place, item.Loss))];
    }

    /// <summary>The losses as the model sees them: as they are up to their median, by the logarithm of the distance beyond, of mean 0 and deviation 1.</summary>
    private static double[] Values(double[] losses)
    {
        double least = losses.Min(), median = losses.Order().ElementAt(losses.Length / 2), unit = median - least;
        double[] warped = [.. losses.Select(loss => loss <= median || unit <= 0 ? loss : median + (unit * Normal.Log1p((loss - median) / unit)))];
        double mean = warped.Average(), deviation = Math.Sqrt(warped.Average(v => (v - mean) * (v - mean)));
        return [.. warped.Select(v => deviation > 0 ? (v - mean) / deviation : 0)];
    }

    private static GaussianProcess Believe(double[][] x, double[] y, MaternKernel kernel, double[][] pending)
    {
        var model = new GaussianProcess(x, y, kernel);
        return pending.Length == 0 ? model : new([.. x, .. pending], [.. y, .. pending.Select(place => model.At(place).Mean)], kernel);
    }
}
