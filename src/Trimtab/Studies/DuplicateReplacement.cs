using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// Other points in the place of those that were tried before: what the sampler prefers, else the nearest that is new, else a random one.
/// Not thread-safe.
/// </summary>
internal sealed class DuplicateReplacement(StudyOptions options, ITrialStore store)
{
    private const int Redraws = 20; // of a random point
    private const int MostAlternatives = 1000; // of a sequence that may have no end
    private const int MostCells = 4000; // looked at around a duplicate
    private const int MostListed = 10_000; // points of a space with rules that are listed before each trial
    private const int Compared = 32; // new cells around a duplicate that the sampler's acquisition function chooses from

    private readonly Dictionary<ParameterSet, int> _tried = []; // with the first trial that had these parameters
    private readonly FreePoints _points = new();
    private int _read;
    private volatile int _firstRepeat = -1;

    /// <summary>A warning that trials repeat earlier ones because nothing else was left; null where none does. Thread-safe.</summary>
    public string? Warning => _firstRepeat is var number and >= 0
        ? Invariant($"From trial {number} on, trials repeat earlier ones: no combination of the space is left that was not tried. ")
            + "Ask for fewer trials, or take the sampler 'brute_force', which ends there. If repeats are wanted, in C# "
            + "StudyOptions.AllowDuplicates says so."
        : null;

    /// <summary>
    /// Whether every point of the study's space is that of a trial under way, or of a finished one that may be seen and was not paused.
    /// </summary>
    public bool IsAllTried(StudyView view)
    {
        if (options.Space is not { Count: > 0, IsFinite: true } space)
        {
            return false;
        }

        ReadFinished();
        var pending = view.Pending.Select(given => Whole(space, given, options.Fixed)).OfType<ParameterSet>().ToHashSet();
        long? points = FreePoints.CountOf(space);
        return points <= (space.Rules.Count == 0 ? _tried.Count + pending.Count : MostListed)
            && new FreePoints().Find(
                space, ParameterSet.Empty, RandomAddress.FromSeed(options.Seed), view.History.Count, IsOver, pending.Contains) is null;

        bool IsOver(ParameterSet point) => _tried.TryGetValue(point, out int number) && number < view.History.Count
            && view.History[number] is { IsFinished: true, State: not TrialState.Paused };
    }

    /// <summary>
    /// The suggestion; where a finished trial this one may see had these parameters, or a trial under way has them, another point, as long
    /// as there is one.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="space">The parameters and rules.</param>
    /// <param name="suggested">The suggestion; of a finite space with every parameter that is not held.</param>
    /// <param name="held">Values that the trial will have whatever is suggested.</param>
    /// <param name="isRandom">Whether the suggestion is a random draw, or none: no point is better than another.</param>
    public Suggestion Replace(SuggestionRequest request, SearchSpace space, Suggestion suggested, ParameterSet held, bool isRandom)
    {
        ReadFinished();
        var pending = Pending(request, space, held);
        if (Whole(space, suggested.Values, held) is not { } whole || !IsTaken(request, whole, pending))
        {
            return suggested;
        }

        var around = CellsAround(space, suggested, held).Where(cell => IsFree(whole.Overlaid(cell))).Select(suggested.Values.Overlaid);
        return (isRandom ? null : Preferred(suggested, IsNew, around) ?? Nearest(suggested, around))
            ?? AtRandom(request, space, held, pending)
            ?? Repeated(request, suggested);

        bool IsNew(ParameterSet values) => Whole(space, values, held) is { } point && IsFree(point);

        bool IsFree(ParameterSet point) => !IsTaken(request, point, pending) && space.Keeps(point);
    }

    private Suggestion Repeated(SuggestionRequest request, Suggestion suggested)
    {
        _firstRepeat = _firstRepeat < 0 ? request.Number : _firstRepeat;
        return suggested;
    }

    /// <summary>
    /// The best new point by the sampler: by its acquisition function, where it has one, of its alternatives and the cells around; else the
    /// first of its alternatives. Null where there is none.
    /// </summary>
    private static Suggestion? Preferred(Suggestion suggested, Func<ParameterSet, bool> isNew, IEnumerable<ParameterSet> around)
    {
        var alternatives = suggested.Alternatives.Take(MostAlternatives)
            .Select(other => suggested.Values.Overlaid(other).Overlaid(suggested.Held)).Where(isNew);
        var best = suggested.Acquisition is { } acquisition
            ? alternatives.Concat(around.Take(Compared)).Distinct().MaxBy(acquisition)
            : alternatives.FirstOrDefault();
        return best is null ? null : suggested.MovedTo(best, " (next best instead of a duplicate)");
    }

    private static Suggestion? Nearest(Suggestion suggested, IEnumerable<ParameterSet> around) => around.FirstOrDefault() is { } nearest
        ? suggested.MovedTo(nearest, " (nearest untried instead of a duplicate)")
        : null;

    /// <summary>The points of a finite space from the suggested one outwards; none where the space is not finite.</summary>
    private static IEnumerable<ParameterSet> CellsAround(SearchSpace space, Suggestion suggested, ParameterSet held)
    {
        var free = space.Searched.Without(held);
        return free.IsFinite ? NearestCells.Of(free, suggested.Values).Take(MostCells) : [];
    }

    private Suggestion? AtRandom(SuggestionRequest request, SearchSpace space, ParameterSet held, HashSet<ParameterSet> pending)
    {
        var random = request.Random.At("instead");
        var instead = Enumerable.Range(0, Redraws).Select(draw => Whole(space, space.Sample(random.At(draw)), held)!)
            .FirstOrDefault(point => !IsTaken(request, point, pending))
            ?? _points.Find(
                space,
                held,
                random,
                request.History.Count,
                point => IsTaken(request, Whole(space, point, held)!, []),
                point => pending.Contains(Whole(space, point, held)!));
        return instead is null ? null : new(instead) { Origin = $"random (instead of a duplicate by {options.Sampler.Name})" };
    }

    /// <summary>
    /// A point as a finished trial would have it, with what is held and the only values; null where a parameter is missing.
    /// </summary>
    private static ParameterSet? Whole(SearchSpace space, ParameterSet point, ParameterSet held)
    {
        var values = new List<KeyValuePair<string, ParameterValue>>(space.Count);
        foreach (var (name, distribution) in space)
        {
            var known = held.TryGetValue(name, out var value) ? distribution.Coerce(value)
                : distribution.OnlyValue ?? (point.TryGetValue(name, out value) ? distribution.Coerce(value) : null);
            if (known is null)
            {
                return null;
            }

            values.Add(new(name, known.Value));
        }

        return ParameterSet.Create(values);
    }

    private HashSet<ParameterSet> Pending(SuggestionRequest request, SearchSpace space, ParameterSet held) =>
        [.. request.Pending.Select(given => Whole(space, given, given.Count > 0 ? options.Fixed : held)).OfType<ParameterSet>()];

    private bool IsTaken(SuggestionRequest request, ParameterSet candidate, HashSet<ParameterSet> pending) =>
        pending.Contains(candidate)
        || (_tried.TryGetValue(candidate, out int number) && number < request.History.Count && request.History[number].IsFinished);

    /// <summary>Takes in the trials that have finished since.</summary>
    private void ReadFinished()
    {
        var finished = store.ReadFinished(_read);
        _read += finished.Count;
        foreach (var trial in finished)
        {
            _tried[trial.Parameters] = Math.Min(trial.Number, _tried.GetValueOrDefault(trial.Parameters, trial.Number));
        }
    }
}
