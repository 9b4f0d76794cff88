using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// What a study's sampler suggests, with rules satisfied, duplicates replaced and origins named. One request at a time, from any thread.
/// </summary>
internal sealed class SuggestionService(StudyOptions options, ITrialStore store, Suggester suggester, StudyLog log)
{
    private const int MaxKnown = 1000; // trials near which a suggestion that breaks a rule may be moved

    private readonly Lock _gate = new();
    private readonly DuplicateReplacement _duplicates = new(options, store);
    private readonly BranchDuplicates _branches = new(options);

    /// <summary>Whether the sampler is being asked on this thread.</summary>
    public bool IsAsking => _gate.IsHeldByCurrentThread;

    /// <summary>A warning that trials repeat earlier ones; null where none does.</summary>
    public string? Warning => _duplicates.Warning;

    /// <summary>Why there is nothing left to suggest, or null.</summary>
    public string? Exhausted(StudyView view)
    {
        lock (_gate)
        {
            string? why = suggester.Exhausted(view.History, view.Pending);
            return why is null ? (options.EndsWhenTried && _duplicates.IsAllTried(view) ? "every combination was tried" : null)
                : string.IsNullOrWhiteSpace(why) ? $"{options.Sampler.Name} has nothing left to suggest"
                : why;
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
            var searched = space.Searched.Without(options.Fixed); // a parameter of one value has that one, whatever is suggested
            var suggested = Allowed(searched, suggester.SuggestJointly(request, searched)?.From(options.Sampler.Name)
                ?? throw new TrimtabException(
                    $"A sampler must suggest a parameter set, an empty one at least. {options.Sampler.Name} suggested null."));
            log.Suggested(request.Number, suggested);
            bool isRandom = suggested.IsDraw || !searched.Keys.Any(suggested.Values.ContainsKey);
            held = held.Overlaid(suggested.Held.Overlaid(held));
            if (space.Rules.Count > 0)
            {
                space = space.Pin(suggested.Held);
                suggested = SatisfyRules(request, space, suggested);
            }

            if (options.AllowDuplicates || suggested.MayRepeat || space.Keys.All(held.ContainsKey))
            {
                return suggested;
            }

            suggested = _duplicates.Replace(request, space, Complete(request, space, suggested, held), held, isRandom);
            return space.Rules.Count > 0 ? suggested : _branches.Replace(request, space, suggested, held);
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

    /// <summary>A suggested value, or another of the parameter where the trial would be a duplicate with it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="space">What the trial is expected to ask for.</param>
    /// <param name="known">The values that the trial has or will have.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="suggested">Its suggested value.</param>
    public AssignedParameter Distinct(
        SuggestionRequest request, SearchSpace space, Func<ParameterSet> known, string name, AssignedParameter suggested)
    {
        if (options.AllowDuplicates || space.Rules.Count > 0 || suggested.Distribution.Count is null)
        {
            return suggested;
        }

        lock (_gate)
        {
            return _branches.Replace(request, space, known, name, suggested);
        }
    }

    private SuggestedValue Independent(SuggestionRequest request, string name, Distribution distribution) =>
        suggester.SuggestIndependently(request, name, distribution).From(options.Sampler.Name);

    /// <summary>
    /// The suggestion with its values as their distributions hold them, its held values among them. One with a value that its distribution
    /// does not allow is refused, alternatives included; other parameters may be asked for later.
    /// </summary>
    private Suggestion Allowed(SearchSpace space, Suggestion suggested)
    {
        var held = Allowed(space, suggested, suggested.Held);
        var others = suggested.Alternatives.Select((other, index) => Allowed(
            space,
            suggested,
            other ?? throw new TrimtabException(
                Invariant($"Alternatives of a suggestion must be parameter sets. {suggested.Origin} gave null at position {index}."))));
        return suggested with
        {
            Values = Allowed(space, suggested, suggested.Values).Overlaid(held),
            Held = held,
            Alternatives = suggested.Alternatives is IReadOnlyCollection<ParameterSet> ? [.. others] : others,
        };
    }

    private ParameterSet Allowed(SearchSpace space, Suggestion suggested, ParameterSet values)
    {
        foreach (var (name, value) in values)
        {
            if (space.TryGetValue(name, out var distribution) && distribution.Coerce(value) is null)
            {
                throw new TrimtabException(
                    $"A sampler must suggest a value the distribution allows. {Origin(suggested, name)} suggested {value} for '{name}', "
                    + $"which is {distribution}.");
            }
        }

        return space.Coerce(values);
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
    /// The suggestion with those parameters too that are suggested independently: of a finite space all must be known to be compared.
    /// </summary>
    private Suggestion Complete(SuggestionRequest request, SearchSpace space, Suggestion suggested, ParameterSet held)
    {
        var missing = space.IsFinite ? space.Searched.Without(held).Where(item => !suggested.Values.ContainsKey(item.Key)) : [];
        foreach (var (name, distribution) in missing.ToList())
        {
            suggested = suggested.With(name, Independent(request, name, distribution));
        }

        return suggested;
    }
}
