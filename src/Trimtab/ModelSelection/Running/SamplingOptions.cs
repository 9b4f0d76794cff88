using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>How candidates of a search are suggested and pruned. Immutable.</summary>
internal sealed record SamplingOptions
{
    /// <summary>The distributions of the parameters; empty where all candidates are given.</summary>
    public SearchSpace Space { get; init; } = SearchSpace.Empty;

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
    public bool HasPruner => Pruner is not NoPruner;

    /// <summary>Whether all candidates are given, and none is suggested.</summary>
    public bool IsList => Sampler is ListSampler;

    /// <summary>The candidates of a list under <paramref name="pruner"/>, four at once.</summary>
    public static SamplingOptions Of(IReadOnlyList<ParameterSet> candidates, Pruner pruner) =>
        new() { Trials = candidates.Count, Sampler = new ListSampler(), Pruner = pruner, Concurrency = 4, First = candidates };
}
