using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>A sampler at work on one study. Called by one thread at a time.</summary>
/// <remarks>
/// The answer must depend on the request alone. What was derived from an earlier history may be kept if no answer depends on it; a later
/// request may come with a shorter history than an earlier one, because a running trial still sees what it saw when it began. A sampler
/// that uses another derives from <see cref="DelegatingSuggester"/>.
/// </remarks>
public abstract class Suggester
{
    /// <summary>
    /// Why there is nothing left to suggest, as in a grid that is complete; <see langword="null"/>, as always by default, where there is
    /// more.
    /// </summary>
    /// <param name="history">The trials whose results may be seen.</param>
    /// <param name="pending">What the trials under way were given.</param>
    public virtual string? Exhausted(History history, IReadOnlyList<ParameterSet> pending) => null;

    /// <summary>Suggests values for some parameters jointly, before the trial begins. By default for none of them.</summary>
    /// <param name="request">The trial and what may be known.</param>
    /// <param name="space">
    /// The parameters that every trial so far has had, or all of them if the space is given; none before the first trial has ended.
    /// </param>
    /// <returns>
    /// A value each for any of them, as a parameter set or as a <see cref="Suggestion"/> that says more; the others are suggested
    /// independently.
    /// </returns>
    public virtual Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) => ParameterSet.Empty;

    /// <summary>
    /// Several suggestions for the same trial, of which the caller takes one. By default <see cref="SuggestJointly"/> with other random
    /// draws; a sampler that counts its requests must override it.
    /// </summary>
    /// <param name="request">The trial and what may be known.</param>
    /// <param name="space">The parameters.</param>
    /// <param name="count">How many, 1 or more; fewer may come.</param>
    public virtual IReadOnlyList<Suggestion> SuggestBatch(SuggestionRequest request, SearchSpace space, int count) =>
        [.. Enumerable.Range(0, count).Select(i => SuggestJointly(i == 0 ? request : request.Redrawn(i), space))];

    /// <summary>Suggests a value for a parameter that was not suggested jointly. By default a random draw.</summary>
    /// <param name="request">The trial, what may be known, and the values the trial has so far.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="distribution">The values it may take.</param>
    public virtual SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(distribution);
        var random = request.Random.At(name).Stream();
        return distribution.Sample(ref random);
    }
}
