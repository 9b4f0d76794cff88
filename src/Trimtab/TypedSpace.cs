using System.Reflection;
using System.Text.Json;
using Trimtab.Rules;

namespace Trimtab;

/// <summary>A search space that is a type: the properties of <typeparamref name="T"/> that bear <c>[FloatRange]</c>, <c>[IntRange]</c> or <c>[Choices]</c>.</summary>
/// <typeparam name="T">A record or class; what is not searched keeps its default.</typeparam>
/// <remarks>
/// <code>
/// public sealed record Settings
/// {
///     [FloatRange(1e-5, 1, Log = true)] public double Rate { get; init; } = 0.01;
///     [Choices("sgd", "adam")] public string Optimizer { get; init; } = "adam";
///     [FloatRange(0, 0.99, When = nameof(Optimizer), Is = ["sgd"])] public double Momentum { get; init; }
/// }
/// </code>
/// Knobs are called as the properties, in snake case; a type that is <see cref="IRestricted"/> says which combinations are never tried. Checked once per type. Immutable; thread-safe.
/// </remarks>
public sealed class TypedSpace<T>
    where T : class, new()
{
    private readonly IReadOnlyList<Knob> _knobs; // a knob after the one it depends on

    /// <summary>Reads the type.</summary>
    /// <exception cref="TrimtabException">No property is a knob, one can't be set or can't hold what its attribute says, or <c>When</c> names nothing that is searched.</exception>
    public TypedSpace()
    {
        var knobs = typeof(T).GetProperties()
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<KnobAttribute>()))
            .Where(item => item.Attribute is not null)
            .ToDictionary(item => item.Property.Name, item => new Knob(item.Property, item.Attribute!));
        if (knobs.Count == 0)
        {
            throw new TrimtabException($"A typed space needs properties with [FloatRange], [IntRange] or [Choices]. {typeof(T).Name} has none.");
        }

        foreach (var knob in knobs.Values)
        {
            knob.Check(knobs);
        }

        _knobs = [.. knobs.Values.OrderBy(knob => knob.Depth(knobs, [])).ThenBy(knob => knob.Name, StringComparer.Ordinal)];
    }

    /// <summary>The knobs every trial has: those that depend on no other.</summary>
    /// <remarks>With the type's rule where it is <see cref="IRestricted"/>: the other knobs then have their defaults.</remarks>
    public SearchSpace Always
    {
        get
        {
            var always = _knobs.Where(knob => knob.Attribute.When is null).ToList();
            SpaceRule[] rules = typeof(IRestricted).IsAssignableFrom(typeof(T))
                ? [new PredicateRule($"{typeof(T).Name}.{nameof(IRestricted.IsAllowed)}", parameters => ((IRestricted)From(parameters)).IsAllowed, [.. always.Select(knob => knob.Name)])]
                : [];
            return SearchSpace.Create(always.Select(knob => KeyValuePair.Create(knob.Name, knob.Attribute.Distribution)), rules);
        }
    }

    /// <summary>Asks <paramref name="trial"/> for all knobs that apply.</summary>
    public T Suggest(LiveTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Make(knob => trial.Suggest(knob.Name, knob.Attribute.Distribution));
    }

    /// <summary>The settings a trial had: what it did not ask for keeps its default.</summary>
    public T From(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Make(knob => parameters.TryGetValue(knob.Name, out var value) ? value : (ParameterValue?)null);
    }

    private T Make(Func<Knob, ParameterValue?> valueOf)
    {
        var settings = new T();
        var chosen = new Dictionary<string, ParameterValue>();
        foreach (var knob in _knobs.Where(knob => knob.Applies(chosen)))
        {
            if (valueOf(knob) is { } value)
            {
                chosen[knob.Property.Name] = value;
                knob.Property.SetValue(settings, value.As(knob.Property.PropertyType), BindingFlags.DoNotWrapExceptions, null, null, null);
            }
        }

        return settings;
    }

    private sealed record Knob(PropertyInfo Property, KnobAttribute Attribute)
    {
        public string Name { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(Property.Name);

        private readonly CategoricalDistribution? _is =
            Attribute.Is.Length == 0 ? null : new(ParameterValues.Create([.. Attribute.Is.Select(ParameterValue.From).Distinct()]));

        public bool Applies(Dictionary<string, ParameterValue> chosen) =>
            Attribute.When is null || (chosen.TryGetValue(Attribute.When, out var value) && _is!.Contains(value));

        public int Depth(IReadOnlyDictionary<string, Knob> knobs, HashSet<string> above) => Attribute.When is null ? 0
            : above.Add(Property.Name) ? 1 + knobs[Attribute.When].Depth(knobs, above)
            : throw new TrimtabException($"A knob can't depend on itself. {typeof(T).Name}.{Property.Name} does, through {string.Join(", ", above)}.");

        public void Check(IReadOnlyDictionary<string, Knob> knobs)
        {
            string name = $"{typeof(T).Name}.{Property.Name}";
            if (!Property.CanWrite)
            {
                throw new TrimtabException($"A knob must be settable. {name} has no 'init' or 'set'.");
            }

            try
            {
                Array.ForEach(Samples(Attribute.Distribution), Require);
            }
            catch (Exception error) when (error is TrimtabException or ArgumentException)
            {
                throw new TrimtabException($"{name} can't hold what its attribute says. {error.Message}", error);
            }

            if (Attribute.When is { } when && (!knobs.TryGetValue(when, out var other) || _is is null || !_is.Values.All(other.Attribute.Distribution.Contains)))
            {
                throw new TrimtabException($"'When' must name another knob of the type, and 'Is' values it may have. {name} is to be searched when {when} is {string.Join(" or ", _is?.Values ?? [])}.");
            }
        }

        /// <summary>Every value of a list; of a range its ends, where a property is too small for it, and one between, where it can't hold fractions.</summary>
        private static ParameterValue[] Samples(Distribution distribution)
        {
            var random = new Numerics.RandomAddress(0).Stream();
            return distribution switch
            {
                CategoricalDistribution list => [.. list.Values],
                IntDistribution whole => [whole.Low, whole.High - ((whole.High - whole.Low) % whole.Step)],
                FloatDistribution real => [real.Low, real.High, real.Sample(ref random)],
                _ => [distribution.Sample(ref random)],
            };
        }

        private void Require(ParameterValue value)
        {
            value.As(Property.PropertyType);
            if (value.Value is null && new NullabilityInfoContext().Create(Property).WriteState == NullabilityState.NotNull)
            {
                throw new TrimtabException("It can't be null; make its type nullable.");
            }
        }
    }
}
