using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab;

/// <summary>What a study is about and how it searches. Immutable.</summary>
public sealed record StudyOptions
{
    /// <summary>What the study is called. Default "study".</summary>
    public string Name { get; init; } = "study";

    /// <summary>Which values of the one objective are better. Default: small ones. Sets <see cref="Objectives"/>.</summary>
    public Direction Direction
    {
        get => Objectives[0].Direction;
        init => Objectives = [new("value", value)];
    }

    /// <summary>The figures an objective function returns, in order; one or more, with different names. Default: one, called "value", minimized.</summary>
    public IReadOnlyList<Objective> Objectives { get; init => field = Checked(value); } = [new("value")];

    /// <summary>Where all chance begins. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Who suggests. Default: <see cref="AutoSampler"/>.</summary>
    public Sampler Sampler { get; init; } = new AutoSampler();

    /// <summary>Who ends trials early. Default: nobody.</summary>
    public Pruner Pruner { get; init; } = new NoPruner();

    /// <summary>The whole space, where it is known before; suggestions are then made for all knobs together from the first trial on. Default: found out from the trials.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>Knobs that are not searched, with the values they have in every trial. Default: none.</summary>
    public ParameterSet Fixed { get; init; } = ParameterSet.Empty;

    /// <summary>P: how many trials may be under way at once, 1 or more. Results depend on it, but not on how many workers there are. Default 1.</summary>
    public int Concurrency { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Concurrency), value, "Concurrency must be 1 or more."); } = 1;

    /// <summary>Which results a suggestion may see. Default: <see cref="Schedule.Reproducible"/>.</summary>
    public Schedule Schedule { get; init; }

    /// <summary>Whether the very parameters of an earlier trial may be evaluated again. Default: no, where another suggestion can be found.</summary>
    public bool AllowDuplicates { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static IReadOnlyList<Objective> Checked(IReadOnlyList<Objective> objectives)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        return objectives.Count > 0 && objectives.DistinctBy(objective => objective.Name).Count() == objectives.Count
            ? [.. objectives]
            : throw new TrimtabException($"A study must have one or more objectives with different names. Got {(objectives.Count == 0 ? "none" : string.Join(", ", objectives.Select(o => o.Name)))}.");
    }
}
