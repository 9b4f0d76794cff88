using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>A point that need not be tried again: that of a finished trial, or of one under way. Immutable.</summary>
/// <param name="Values">The values, with those it was given and did not ask for where it stopped or still runs.</param>
/// <param name="Space">What it asked for; empty where that is not known.</param>
/// <param name="End">How it ended.</param>
internal sealed record TakenPoint(ParameterSet Values, SearchSpace Space, TakenPointEnd End)
{
    /// <summary>The point of a finished trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="held">Values that every trial of the study has.</param>
    public static TakenPoint Of(Trial trial, ParameterSet held) =>
        trial.State == TrialState.Complete && trial.Space.Count == trial.Parameters.Count
        ? new(trial.Parameters, trial.Space, TakenPointEnd.Complete)
        : new(Joined(trial.Parameters, trial.Given, held), trial.Space, TakenPointEnd.Stopped);

    /// <summary>The point of a trial under way.</summary>
    /// <param name="given">What it was given.</param>
    /// <param name="held">Values that every trial of the study has.</param>
    public static TakenPoint Running(ParameterSet given, ParameterSet held) =>
        new(Joined(given, held), SearchSpace.Empty, TakenPointEnd.Running);

    /// <summary>Whether it has a value of this parameter, and none of another parameter of the same name.</summary>
    public bool Has(string name, Distribution distribution) =>
        Values.ContainsKey(name) && (!Space.TryGetValue(name, out var own) || own.Equals(distribution));

    /// <summary>What it has asked for, and what else it has values of among <paramref name="expected"/>.</summary>
    public SearchSpace Known(SearchSpace expected) => End == TakenPointEnd.Complete
        ? Space
        : SearchSpace.Create(Space.Concat(
            expected.Where(parameter => Values.ContainsKey(parameter.Key) && !Space.ContainsKey(parameter.Key))));

    private static ParameterSet Joined(params ReadOnlySpan<ParameterSet> sets)
    {
        var joined = new Dictionary<string, ParameterValue>();
        foreach (var set in sets)
        {
            foreach (var (name, value) in set)
            {
                joined.TryAdd(name, value);
            }
        }

        return ParameterSet.Create(joined);
    }
}

/// <summary>What is known of a point's end.</summary>
internal enum TakenPointEnd
{
    /// <summary>Evaluated: it has all the parameters there are.</summary>
    Complete,

    /// <summary>Failed or pruned: it might have asked for more.</summary>
    Stopped,

    /// <summary>Under way: it may ask for more, and all that lies below its values is left to it.</summary>
    Running,
}
