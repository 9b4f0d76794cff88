using Trimtab.Rules;
using Trimtab.Samplers;

namespace Trimtab;

/// <summary>What a study's sampler suggests, with rules kept and duplicates replaced. One question at a time, whoever asks.</summary>
internal sealed class Suggestions(StudyOptions options, Suggester suggester)
{
    private const int Redraws = 20; // of a suggestion that was tried before

    private readonly Lock _gate = new();
    private readonly HashSet<ParameterSet> _tried = [];

    /// <summary>Remembers what a finished trial was.</summary>
    public void Remember(ParameterSet parameters)
    {
        lock (_tried)
        {
            _tried.Add(parameters);
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

    /// <summary>Asks the sampler for knobs together; other values where these were tried before.</summary>
    public ParameterSet Together(Ask ask, SearchSpace space)
    {
        lock (_gate)
        {
            var searched = space.Rules.Count > 0 || space.Values.Any(distribution => distribution.OnlyValue is not null)
                ? SearchSpace.Create(space.Where(knob => knob.Value.OnlyValue is null)) // there is nothing to search in the others
                : space;
            var suggested = suggester.Together(ask, searched);
            (searched, suggested) = space.Rules.Count > 0 ? (space, KeepRules(ask, space, suggested)) : (searched, suggested);
            return options.AllowDuplicates ? suggested : Fresh(ask, searched, suggested);
        }
    }

    /// <summary>Asks the sampler for one knob.</summary>
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
        var whole = ParameterSet.Create(space.Select(knob => KeyValuePair.Create(
            knob.Key,
            knob.Value.OnlyValue ?? (suggested.TryGetValue(knob.Key, out var value) ? value : suggester.Alone(ask, knob.Key, knob.Value)))));
        var kept = space.Keeps(whole) ? whole : RuleKeeper.Keep(space, whole, ask.History.Completed.Select(trial => trial.Parameters), ask.Random.At("rules"));
        ask.By = kept.Equals(whole) ? by : $"{by} (moved to keep the rules)";
        return kept;
    }

    /// <summary>The suggestion, or blind draws where it was tried before by a finished trial this one may see, or is under way.</summary>
    private ParameterSet Fresh(Ask ask, SearchSpace space, ParameterSet suggested)
    {
        var candidate = suggested;
        for (int draw = 0; draw < Redraws && suggested.Count == space.Count && space.Count > 0 && IsTaken(ask, candidate); draw++)
        {
            candidate = space.Sample(ask.Random.At("instead").At(draw));
            ask.By = $"random (instead of a duplicate by {options.Sampler.Name})";
        }

        return candidate;
    }

    private bool IsTaken(Ask ask, ParameterSet candidate)
    {
        if (ask.Pending.Contains(candidate))
        {
            return true;
        }

        lock (_tried)
        {
            return _tried.Contains(candidate) && ask.History.Any(trial => trial.Parameters.Equals(candidate));
        }
    }
}
