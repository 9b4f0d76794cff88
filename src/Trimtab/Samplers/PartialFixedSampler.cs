using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Wraps a sampler; some parameters keep a fixed value. Unlike <see cref="StudyOptions.Fixed"/> it can be part of another sampler.
/// </summary>
/// <remarks>
/// <code>
/// var sampler = new PartialFixedSampler { Fixed = ParameterSet.Of(("layers", 2)), Inner = new TpeSampler() };
/// var study = new Study(new() { Sampler = sampler });
/// </code>
/// </remarks>
[Named("partial_fixed")]
public sealed record PartialFixedSampler : Sampler
{
    private const string Origin = "held by partial_fixed";

    /// <summary>The fixed parameters with their values. Default: none.</summary>
    public ParameterSet Fixed { get; init => field = Setting.Required(value); } = ParameterSet.Empty;

    /// <summary>Sampler of the others. Default: <see cref="AutoSampler"/>.</summary>
    public Sampler Inner { get; init => field = Setting.Required(value); } = new AutoSampler();

    /// <inheritdoc/>
    public override bool Learns => Inner.Learns;

    /// <inheritdoc/>
    public override bool TakesSeveralObjectives => Inner.TakesSeveralObjectives;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var others = problem.Fixed.Where(parameter => !Fixed.ContainsKey(parameter.Key));
        return new PartialFixedSuggester(Fixed, Inner, problem with { Fixed = ParameterSet.Create(Fixed.Concat(others)) });
    }

    private sealed class PartialFixedSuggester(ParameterSet held, Sampler inner, StudyProblem problem) : DelegatingSuggester(inner, problem)
    {
        public override IReadOnlyList<Suggestion> SuggestBatch(SuggestionRequest request, SearchSpace space, int count)
        {
            var free = SearchSpace.Create(space.Where(parameter => !held.ContainsKey(parameter.Key)));
            var holds = ParameterSet.Create(
                space.Keys.Where(held.ContainsKey).Select(parameter => KeyValuePair.Create(parameter, Value(parameter, space[parameter]))));
            return [.. base.SuggestBatch(request, free, count).Select(suggested => suggested with
            {
                Values = ParameterSet.Create(suggested.Values.Concat(holds)),
                Held = ParameterSet.Create(suggested.Held.Concat(holds)),
                Origins = suggested.Origins.Concat(holds.Keys.Select(name => KeyValuePair.Create(name, Origin))).ToDictionary(),
            })];
        }

        public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
            held.ContainsKey(name)
                ? new(Value(name, distribution), Origin) { IsHeld = true }
                : base.SuggestIndependently(request, name, distribution);

        private ParameterValue Value(string parameter, Distribution distribution) => distribution.Coerce(held[parameter])
            ?? throw new TrimtabException(
                $"A parameter is held at a value it may have. '{parameter}' is held at {held[parameter]}, and was asked for as "
                + $"{distribution}.");
    }
}
