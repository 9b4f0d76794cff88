using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>What a study's sampler suggests, with rules kept and duplicates replaced. One question at a time, whoever asks.</summary>
internal sealed class SuggestionService(StudyOptions options, Suggester suggester)
{
    private const int Redraws = 20; // of a suggestion that was tried before

    private readonly Lock _gate = new();
    private readonly Dictionary<ParameterSet, int> _tried = []; // with the first trial that was so
    private readonly FreePoints _points = new();

    /// <summary>Remembers what a finished trial was.</summary>
    public void Remember(ParameterSet parameters, int number)
    {
        lock (_tried)
        {
            _tried[parameters] = Math.Min(number, _tried.GetValueOrDefault(parameters, number));
        }
    }

    /// <summary>Why there is nothing left to suggest, or null.</summary>
    public string? Done(History history, IReadOnlyList<ParameterSet> pending)
    {
        lock (_gate)
        {
            return suggester.Done(history, pending);
        }
    }

    /// <summary>Asks the sampler for parameters together; other values where these were tried before.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="space">The parameters and rules.</param>
    /// <param name="held">Values that the trial will have whatever is suggested: fixed or enqueued.</param>
    public ParameterSet Together(Ask ask, SearchSpace space, ParameterSet held)
    {
        lock (_gate)
        {
            var answer = suggester.Together(ask, space.Searched)
                ?? throw new TrimtabException($"A sampler must suggest a parameter set, an empty one at least. {ask.By} suggested null.");
            held = ParameterSet.Create(held.Concat(answer.Held.Where(parameter => !held.ContainsKey(parameter.Key))));
            space = space.Rules.Count > 0 ? space.Pin(answer.Held) : space;
            var suggested = space.Rules.Count > 0 ? KeepRules(ask, space, answer.Values) : answer.Values;
            return options.AllowDuplicates || answer.MayRepeat || space.Keys.All(held.ContainsKey) ? suggested : Fresh(ask, space, suggested, held);
        }
    }

    /// <summary>Asks the sampler for one parameter.</summary>
    public ParameterValue Alone(Ask ask, string name, Distribution distribution)
    {
        lock (_gate)
        {
            return suggester.Alone(ask, name, distribution);
        }
    }

    /// <summary>The suggestion, completed and brought back to where the space's rules are kept.</summary>
    private ParameterSet KeepRules(Ask ask, SearchSpace space, ParameterSet suggested)
    {
        string by = ask.By;
        var whole = ParameterSet.Create(space.Select(parameter => KeyValuePair.Create(
            parameter.Key,
            parameter.Value.OnlyValue ?? (suggested.TryGetValue(parameter.Key, out var value) ? value : suggester.Alone(ask, parameter.Key, parameter.Value)))));
        var kept = space.Keeps(whole) ? whole : RuleKeeper.Keep(space, whole, ask.History.Completed.Select(trial => trial.Parameters), ask.Random.At("rules"));
        ask.By = kept.Equals(whole) ? by : $"{by} (moved to keep the rules)";
        return kept;
    }

    /// <summary>The suggestion; where it was tried before by a finished trial this one may see, or is under way, a random point that was not, as long as there is one.</summary>
    private ParameterSet Fresh(Ask ask, SearchSpace space, ParameterSet suggested, ParameterSet held)
    {
        suggested = space.Values.All(distribution => distribution.Count is not null) ? Complete(ask, space, suggested) : suggested;
        var pending = Pending(ask, space, held);
        if (Whole(space, suggested, held) is not { } whole || !IsTaken(ask, whole, pending))
        {
            return suggested;
        }

        var instead = Enumerable.Range(0, Redraws).Select(draw => Whole(space, space.Sample(ask.Random.At("instead").At(draw)), held)!).FirstOrDefault(point => !IsTaken(ask, point, pending))
            ?? _points.Find(space, held, ask.Random.At("instead"), ask.History.Count, point => IsTaken(ask, Whole(space, point, held)!, []), point => pending.Contains(Whole(space, point, held)!));
        ask.By = instead is null ? ask.By : $"random (instead of a duplicate by {options.Sampler.Name})";
        return instead ?? suggested;
    }

    /// <summary>The suggestion with those parameters that are asked for one by one: of a finite space all must be known to be compared.</summary>
    private ParameterSet Complete(Ask ask, SearchSpace space, ParameterSet suggested)
    {
        string by = ask.By;
        foreach (var (name, distribution) in space.Searched.Where(parameter => !suggested.ContainsKey(parameter.Key)).ToList())
        {
            suggested = suggested.With(name, suggester.Alone(ask, name, distribution));
        }

        ask.By = ask.By == by || suggested.Count == space.Searched.Count ? ask.By : $"{by}; {ask.By}";
        return suggested;
    }

    /// <summary>A point as a finished trial would have it, with what is held and the only values; null where a parameter is missing.</summary>
    private static ParameterSet? Whole(SearchSpace space, ParameterSet point, ParameterSet held)
    {
        var values = new List<KeyValuePair<string, ParameterValue>>(space.Count);
        foreach (var (name, distribution) in space)
        {
            if ((held.TryGetValue(name, out var value) ? distribution.Coerce(value) : distribution.OnlyValue ?? (point.TryGetValue(name, out value) ? value : (ParameterValue?)null)) is not { } known)
            {
                return null;
            }

            values.Add(new(name, known));
        }

        return ParameterSet.Create(values);
    }

    private static HashSet<ParameterSet> Pending(Ask ask, SearchSpace space, ParameterSet held) =>
        [.. ask.Pending.Select(given => Whole(space, given, given.Count > 0 ? ParameterSet.Empty : held)).OfType<ParameterSet>()];

    private bool IsTaken(Ask ask, ParameterSet candidate, HashSet<ParameterSet> pending)
    {
        if (pending.Contains(candidate))
        {
            return true;
        }

        lock (_tried)
        {
            return _tried.TryGetValue(candidate, out int number) && number < ask.History.Count && ask.History[number].IsFinished;
        }
    }
}
