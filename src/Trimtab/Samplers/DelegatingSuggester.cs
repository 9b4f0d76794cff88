using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Passes every request on to another sampler: the base of samplers that use one. Override what differs.</summary>
/// <remarks>
/// The inner sampler's suggestions keep what belongs to them: held values, repeats on purpose, origins. An override that changes values
/// does so by <c>with</c>, and so keeps it too. Values without an origin get the inner sampler's name. All joint suggestions pass through
/// <see cref="SuggestBatch"/>, so that an override of it can't be bypassed.
/// </remarks>
public abstract class DelegatingSuggester : Suggester
{
    private readonly Suggester _inner;
    private readonly string _name;

    /// <summary>Begins the inner sampler on the study.</summary>
    protected DelegatingSuggester(Sampler inner, StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(inner);
        (_inner, _name) = (inner.Begin(problem), inner.Name);
    }

    /// <inheritdoc/>
    public override string? Exhausted(History history, IReadOnlyList<ParameterSet> pending) => _inner.Exhausted(history, pending);

    /// <inheritdoc/>
    public sealed override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) => SuggestBatch(request, space, 1)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Suggestion> SuggestBatch(SuggestionRequest request, SearchSpace space, int count) =>
        [.. _inner.SuggestBatch(request, space, count).Select(Named)];

    /// <inheritdoc/>
    public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
        _inner.SuggestIndependently(request, name, distribution).From(_name);

    private Suggestion Named(Suggestion? suggested) => suggested?.From(_name)
        ?? throw new TrimtabException($"A sampler must suggest a parameter set, an empty one at least. {_name} suggested null.");
}
