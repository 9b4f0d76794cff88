using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>How candidates of a search are suggested and pruned. Immutable.</summary>
internal sealed record SamplingOptions
{
    /// <summary>The distributions of the parameters; null where all candidates are given, and none is suggested.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>The same with the conditions of its parameters; null where all candidates are given.</summary>
    public ConditionalSpace? Conditional { get; init; }

    /// <summary>No trial begins after it; null without a limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Trials in all, 1 or more.</summary>
    public required int Trials { get; init; }

    /// <summary>Suggests candidates.</summary>
    public required Sampler Sampler { get; init; }

    /// <summary>Prunes them.</summary>
    public required Pruner Pruner { get; init; }

    /// <summary>Trials that may run at once, 1 or more.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Candidates that are tried first.</summary>
    public required IReadOnlyList<ParameterSet> First { get; init; }

    /// <summary>Whether trials may be pruned.</summary>
    public bool Prunes => !Pruner.IsIdle;

    /// <summary>Whether all candidates are given.</summary>
    public bool IsList => Space is null;

    /// <summary>Whether the candidate of a trial is given, and not suggested.</summary>
    public bool IsGiven(int trial) => IsList || trial < First.Count;

    /// <summary>The candidates of a list under its pruner.</summary>
    public static SamplingOptions OfList(ListedSearch search) => new()
    {
        Trials = search.Candidates.Count,
        Sampler = new ListSampler(),
        Pruner = search.Pruner,
        Concurrency = search.Concurrency,
        First = search.Candidates,
    };
}
