using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>A point that need not be tried again: that of a finished trial, or of one under way. Immutable.</summary>
/// <param name="Values">The values, with those it was given and did not ask for where it stopped or still runs.</param>
/// <param name="Space">What it asked for; empty where that is not known, as of one under way.</param>
/// <param name="End">How it ended.</param>
internal sealed record TakenPoint(ParameterSet Values, SearchSpace Space, TakenPointEnd End)
{
    /// <summary>The point of a finished trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="held">Values that every trial of the study has.</param>
    public static TakenPoint Of(Trial trial, ParameterSet held) =>
        trial.Space.Count < trial.Parameters.Count ? new(trial.Parameters, SearchSpace.Empty, TakenPointEnd.Unknown)
        : trial.State == TrialState.Complete ? new(trial.Parameters, trial.Space, TakenPointEnd.Complete)
        : new(Joined(trial.Parameters, trial.Given, held), trial.Space, TakenPointEnd.Stopped);

    /// <summary>The point of a trial under way.</summary>
    /// <param name="given">What it was given.</param>
    /// <param name="held">Values that every trial of the study has.</param>
    public static TakenPoint Running(ParameterSet given, ParameterSet held) =>
        new(Joined(given, held), SearchSpace.Empty, TakenPointEnd.Running);

    /// <summary>Whether it asked for this parameter, with this distribution.</summary>
    public bool AsksFor(string name, Distribution distribution) => Space.TryGetValue(name, out var own) && own.Equals(distribution);

    /// <summary>Whether it has a value of this parameter, and none of another parameter of the same name.</summary>
    public bool Has(string name, Distribution distribution) =>
        Values.ContainsKey(name) && (!Space.ContainsKey(name) || AsksFor(name, distribution));

    /// <summary>Whether it asked for more than these parameters.</summary>
    public bool GoesBeyond(IReadOnlySet<string> above) => Space.Keys.Any(name => !above.Contains(name));

    /// <summary>
    /// Whether it ended when it had asked for these parameters and no other. A trial that stopped before it asked for any says nothing of
    /// where it would have gone.
    /// </summary>
    public bool EndsAt(IReadOnlySet<string> above) =>
        Space.Count == above.Count && (Space.Count > 0 || End == TakenPointEnd.Complete) && !GoesBeyond(above);

    /// <summary>Whether nothing is left to try below these parameters because of it.</summary>
    public bool Closes(IReadOnlySet<string> above) => End != TakenPointEnd.Unknown || Values.Keys.All(above.Contains);

    /// <summary>What it has values of among the parameters that are expected.</summary>
    public SearchSpace Foreseen(SearchSpace expected) =>
        SearchSpace.Create(expected.Where(parameter => Values.ContainsKey(parameter.Key)));

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

    /// <summary>Added from a table that does not say what it asked for.</summary>
    Unknown,

    /// <summary>Under way: it may ask for more, and all that lies below its values is left to it.</summary>
    Running,
}
