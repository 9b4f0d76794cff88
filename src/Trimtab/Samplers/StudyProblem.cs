using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>What a sampler must know of a study before its first trial. Immutable.</summary>
/// <param name="Objectives">The figures it is about; one or more.</param>
/// <param name="Concurrency">P: trial k sees results up to k − P.</param>
/// <param name="Random">Where the sampler's own draws live that belong to no trial.</param>
public sealed record StudyProblem(IReadOnlyList<Objective> Objectives, int Concurrency, Numerics.RandomAddress Random)
{
    /// <summary>The whole space, where it is known before; else <see langword="null"/>.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>Parameters that have the same value in every trial. Default: none.</summary>
    public ParameterSet Fixed { get; init; } = ParameterSet.Empty;

    /// <summary>The figure of <paramref name="trial"/> in the only or the first objective, so that less is better; NaN where it has none.</summary>
    public double LossOf(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Values.TryGetValue(Objectives[0].Name, out double value) ? Objectives[0].Loss(value) : double.NaN;
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
