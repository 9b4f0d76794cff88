using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>The study as a sampler sees it before the first trial. Immutable.</summary>
/// <param name="Objectives">The objectives; one or more.</param>
/// <param name="Concurrency">P, how many trials may be under way at once: trial k sees the results of trials up to k − P.</param>
/// <param name="Random">Address of the sampler's random draws that belong to no trial.</param>
public sealed record StudyProblem(IReadOnlyList<Objective> Objectives, int Concurrency, Numerics.RandomAddress Random)
{
    /// <summary>The whole space, if it is given; else <see langword="null"/>.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>Parameters that have the same value in every trial. Default: none.</summary>
    public ParameterSet Fixed { get; init; } = ParameterSet.Empty;

    /// <summary>The value of <paramref name="trial"/> in the first objective, turned so that lower is better; NaN if it has none.</summary>
    public double LossOf(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Values.TryGetValue(Objectives[0].Name, out double value) ? Objectives[0].Loss(value) : double.NaN;
    }

    /// <summary>
    /// The parameters of <paramref name="trial"/> that are searched, with their distributions: those of several values, without the fixed
    /// ones.
    /// </summary>
    public SearchSpace SearchedIn(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Space.Searched.Without(Fixed);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
