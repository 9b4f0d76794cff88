using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary><see cref="TpeSampler"/> on one study.</summary>
internal sealed class TpeSuggester(TpeSampler settings, StudyProblem problem) : Suggester
{
    private readonly TpeHistories _histories = new(problem, settings);
    private readonly ParameterGroups _groups = new();

    private bool IsMultivariate => settings.Multivariate ?? problem.Objectives.Count == 1;

    /// <inheritdoc/>
    public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
    {
        if (settings.Group)
        {
            return Suggestion.Combine(_groups.Of(request.History, space).Select(group => Suggest(request, group)));
        }

        if (IsMultivariate && space.Count > 0)
        {
            return Suggest(request, space);
        }

        return Suggestion.Combine(space.Select(parameter => Suggest(request, One(parameter.Key, parameter.Value))));
    }

    /// <inheritdoc/>
    public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution)
    {
        var suggested = Suggest(request, One(name, distribution));
        return new(suggested.Values[name], suggested.Origin);
    }

    private static SearchSpace One(string name, Distribution distribution) => new() { [name] = distribution };

    private Suggestion Suggest(SuggestionRequest request, SearchSpace space)
    {
        var learned = _histories.Of(request);
        var (ranking, memory) = (learned.Ranking, learned.MemoryOf(space));
        int trials = ranking.Trials.Count;
        if (trials < Math.Max(1, settings.StartupTrials))
        {
            return new(space.Sample(request.Random)) { Origin = Invariant($"random (first {settings.StartupTrials} of tpe)") };
        }

        if (memory.Count == 0)
        {
            return new(space.Sample(request.Random)) { Origin = "random (new to tpe)" };
        }

        int count = Math.Min(ranking.Successes, settings.BelowCount(trials, problem.Objectives.Count));
        var (below, above) = memory.Split(ranking.Best(count), request.Pending, settings.PriorWeight);
        var random = request.Random.At(space.Count == 1 || settings.Group ? space.Keys.First() : "tpe").Stream();
        double[][] candidates = new double[settings.Candidates][];
        for (int i = 0; i < candidates.Length; i++)
        {
            below.Sample(ref random, candidates[i] = new double[space.Count]);
        }

        var known = new Dictionary<double, double>(); // by the first coordinate: of one parameter the values come again
        double[] best = candidates.MaxBy(Ratio)!;
        var axes = memory.SpaceTransform;
        return new(axes.At(best))
        {
            Alternatives = candidates.Select(candidate => axes.At(candidate)),
            Acquisition = point => axes.Of(point) is { } place ? Ratio(place) : double.NegativeInfinity,
        };

        // Ln(ℓ(x)/g(x)): expected improvement, ∝ 1 / (γ + (1 − γ) g(x)/ℓ(x)), rises with it (Bergstra et al. 2011, eq. 3).
        double Ratio(double[] point)
        {
            if (point.Length > 1 || !known.TryGetValue(point[0], out double ratio))
            {
                ratio = below.LogDensity(point) - above.LogDensity(point);
                known[point[0]] = ratio;
            }

            return ratio;
        }
    }
}
