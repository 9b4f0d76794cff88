using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Another sampler for the parameters that are left, when some are held at a value. Unlike <see cref="StudyOptions.Fixed"/> it can be one of several samplers of a search.</summary>
[Named("partial_fixed")]
public sealed record PartialFixedSampler : Sampler
{
    /// <summary>The parameters that are held, with their values. Default: none.</summary>
    public ParameterSet Fixed { get; init; } = ParameterSet.Empty;

    /// <summary>Who suggests the others. Default: <see cref="AutoSampler"/>.</summary>
    public Sampler Inner { get; init; } = new AutoSampler();

    /// <inheritdoc/>
    public override Suggester Begin(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new Holder(Fixed, Inner.Begin(problem with { Fixed = ParameterSet.Create(Fixed.Concat(problem.Fixed.Where(parameter => !Fixed.ContainsKey(parameter.Key)))) }));
    }

    private sealed class Holder(ParameterSet held, Suggester inner) : Suggester
    {
        public override string? Done(History history, IReadOnlyList<ParameterSet> pending) => inner.Done(history, pending);

        public override Suggestion Together(Ask ask, SearchSpace space)
        {
            var free = SearchSpace.Create(space.Where(parameter => !held.ContainsKey(parameter.Key)));
            var suggested = inner.Together(ask, free);
            var holds = ParameterSet.Create(space.Keys.Where(held.ContainsKey).Select(parameter => KeyValuePair.Create(parameter, Value(parameter, space[parameter]))));
            return suggested with { Values = ParameterSet.Create(suggested.Values.Concat(holds)), Held = ParameterSet.Create(suggested.Held.Concat(holds)) };
        }

        public override ParameterValue Alone(Ask ask, string name, Distribution distribution) =>
            held.ContainsKey(name) ? Value(name, distribution) : inner.Alone(ask, name, distribution);

        private ParameterValue Value(string parameter, Distribution distribution) => distribution.Coerce(held[parameter])
            ?? throw new TrimtabException($"A parameter is held at a value it may have. '{parameter}' is held at {held[parameter]}, and was asked for as {distribution}.");
    }
}
