using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// What a study's sampler suggests, with rules satisfied, duplicates replaced and origins named. One request at a time, from any thread.
/// </summary>
internal sealed class SuggestionService(StudyOptions options, ITrialStore store, Suggester suggester, StudyLog log)
{
    private const int Redraws = 20; // of a suggestion that was tried before
    private const int MaxKnown = 1000; // trials near which a suggestion that breaks a rule may be moved

    private readonly Lock _gate = new();
    private readonly Dictionary<ParameterSet, int> _tried = []; // with the first trial that had these parameters
    private readonly FreePoints _points = new();
    private int _read;

    /// <summary>Whether the sampler is being asked on this thread.</summary>
    public bool IsAsking => _gate.IsHeldByCurrentThread;

    /// <summary>Why there is nothing left to suggest, or null.</summary>
    public string? Exhausted(StudyView view)
    {
        lock (_gate)
        {
            string? why = suggester.Exhausted(view.History, view.Pending);
            return why is not null && string.IsNullOrWhiteSpace(why) ? $"{options.Sampler.Name} has nothing left to suggest" : why;
        }
    }

    /// <summary>Asks the sampler for parameters jointly; other values where these were tried before.</summary>
    /// <param name="request">The request.</param>
    /// <param name="space">The parameters and rules.</param>
    /// <param name="held">Values that the trial will have whatever is suggested: fixed or enqueued.</param>
    public Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space, ParameterSet held)
    {
        lock (_gate)
        {
            var searched = space.Searched;
            var suggested = suggester.SuggestJointly(request, searched)?.From(options.Sampler.Name)
                ?? throw new TrimtabException(
                    $"A sampler must suggest a parameter set, an empty one at least. {options.Sampler.Name} suggested null.");
            RequireAllowed(searched, suggested); // a parameter of one value has that one, whatever is suggested
            log.Suggested(request.Number, suggested);
            held = ParameterSet.Create(held.Concat(suggested.Held.Where(item => !held.ContainsKey(item.Key))));
            if (space.Rules.Count > 0)
            {
                space = space.Pin(suggested.Held);
                suggested = SatisfyRules(request, space, suggested);
            }

            return options.AllowDuplicates || suggested.MayRepeat || space.Keys.All(held.ContainsKey)
                ? suggested
                : WithoutDuplicate(request, space, suggested, held);
        }
    }

    /// <summary>Asks the sampler for one parameter.</summary>
    public SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution)
    {
        lock (_gate)
        {
            return Independent(request, name, distribution);
        }
    }

    private SuggestedValue Independent(SuggestionRequest request, string name, Distribution distribution) =>
        suggester.SuggestIndependently(request, name, distribution).From(options.Sampler.Name);

    /// <summary>Refuses a suggestion with a value its distribution does not allow; other parameters may be asked for later.</summary>
    private void RequireAllowed(SearchSpace space, Suggestion suggested)
    {
        foreach (var (name, value) in suggested.Values)
        {
            if (space.TryGetValue(name, out var distribution) && distribution.Coerce(value) is null)
            {
                throw new TrimtabException(
                    $"A sampler must suggest a value the distribution allows. {Origin(suggested, name)} suggested {value} for '{name}', "
                    + $"which is {distribution}.");
            }
        }
    }

    private string Origin(Suggestion suggested, string name) =>
        suggested.OriginOf(name) is { Length: > 0 } origin ? origin : options.Sampler.Name;

    /// <summary>The suggestion, completed and moved to where the space's rules hold.</summary>
    private Suggestion SatisfyRules(SuggestionRequest request, SearchSpace space, Suggestion suggested)
    {
        var searched = suggested.Values.Where(item => space.ContainsKey(item.Key) && space[item.Key].OnlyValue is null);
        var whole = suggested with { Values = ParameterSet.Create(searched) };
        foreach (var (name, distribution) in space.Where(item => !whole.Values.ContainsKey(item.Key)).ToList())
        {
            whole = whole.With(
                name, distribution.OnlyValue is { } only ? new(only, whole.Origin) : Independent(request, name, distribution));
        }

        if (space.Keeps(whole.Values))
        {
            return whole;
        }

        var kept = RuleKeeper.Keep(space, whole.Values, LastCompleted(request.History), request.Random.At("rules"));
        return whole.MovedTo(kept, " (moved to keep the rules)");
    }

    /// <summary>Parameters of the completed ones of the last trials: a bounded number, however many trials there are.</summary>
    private static IEnumerable<ParameterSet> LastCompleted(History history) =>
        Enumerable.Range(Math.Max(0, history.Count - MaxKnown), Math.Min(history.Count, MaxKnown))
            .Select(number => history[number])
            .Where(trial => trial.State == TrialState.Complete)
            .Select(trial => trial.Parameters);

    /// <summary>
    /// The suggestion; where a finished trial this one may see had these parameters, or a trial under way has them, the first of its
    /// alternatives that is new, else a random point that is, as long as there is one.
    /// </summary>
    private Suggestion WithoutDuplicate(SuggestionRequest request, SearchSpace space, Suggestion suggested, ParameterSet held)
    {
        ReadFinished();
        suggested = space.Values.All(distribution => distribution.Count is not null) ? Complete(request, space, suggested) : suggested;
        var pending = Pending(request, space, held);
        if (Whole(space, suggested.Values, held) is not { } whole || !IsTaken(request, whole, pending))
        {
            return suggested;
        }

        if (suggested.Alternatives.FirstOrDefault(IsFree) is { } other)
        {
            return suggested.MovedTo(other, " (next best instead of a duplicate)");
        }

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
        return instead is null ? suggested : new(instead) { Origin = $"random (instead of a duplicate by {options.Sampler.Name})" };

        bool IsFree(ParameterSet values) =>
            Whole(space, values, held) is { } point && space.Keeps(point) && !IsTaken(request, point, pending);
    }

    /// <summary>
    /// The suggestion with those parameters too that are suggested independently: of a finite space all must be known to be compared.
    /// </summary>
    private Suggestion Complete(SuggestionRequest request, SearchSpace space, Suggestion suggested)
    {
        foreach (var (name, distribution) in space.Searched.Where(item => !suggested.Values.ContainsKey(item.Key)).ToList())
        {
            suggested = suggested.With(name, Independent(request, name, distribution));
        }

        return suggested;
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
                : distribution.OnlyValue ?? (point.TryGetValue(name, out value) ? value : (ParameterValue?)null);
            if (known is null)
            {
                return null;
            }

            values.Add(new(name, known.Value));
        }

        return ParameterSet.Create(values);
    }

    private static HashSet<ParameterSet> Pending(SuggestionRequest request, SearchSpace space, ParameterSet held) =>
        [.. request.Pending.Select(given => Whole(space, given, given.Count > 0 ? ParameterSet.Empty : held)).OfType<ParameterSet>()];

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
