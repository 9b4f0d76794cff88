using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>A sampler at work on one study. Called by one thread at a time.</summary>
/// <remarks>
/// The answer must depend on the question alone. What was derived from an earlier history may be kept as long as nobody can tell; a later
/// question may come with a shorter history than an earlier one, because a running trial still sees what it saw when it began.
/// </remarks>
public abstract class Suggester
{
    /// <summary>Why there is nothing left to suggest, as in a grid that has been tried; <see langword="null"/> where there is more, as always by default.</summary>
    /// <param name="history">The trials whose results may be seen.</param>
    /// <param name="pending">What the trials under way were given.</param>
    public virtual string? Done(History history, IReadOnlyList<ParameterSet> pending) => null;

    /// <summary>Suggests values for some parameters together, before the trial begins.</summary>
    /// <param name="ask">The trial and what may be known.</param>
    /// <param name="space">The parameters every trial so far has had, or all of them where the space is given; none before the first trial has ended.</param>
    /// <returns>A value each for any of them, as a parameter set or as a <see cref="Suggestion"/> that says more; the others are asked for one by one. By default none.</returns>
    public virtual Suggestion Together(Ask ask, SearchSpace space) => ParameterSet.Empty;

    /// <summary>Several suggestions for the same trial, of which somebody else takes one. By default <see cref="Together"/> with other chances; a sampler that counts its questions must have its own.</summary>
    /// <param name="ask">The trial and what may be known.</param>
    /// <param name="space">The parameters.</param>
    /// <param name="count">How many, 1 or more; fewer may come.</param>
    public virtual IReadOnlyList<Suggestion> Several(Ask ask, SearchSpace space, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Together(i == 0 ? ask : ask.Again(i), space))];

    /// <summary>Suggests a value for a parameter that was not suggested together with others. By default a blind draw.</summary>
    public virtual ParameterValue Alone(Ask ask, string name, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(distribution);
        var random = ask.Random.At(name).Stream();
        return distribution.Sample(ref random);
    }
}
