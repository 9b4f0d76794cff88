using System.Reflection;

namespace Trimtab.Spaces;

/// <summary>
/// A search space that is a type: the properties of <typeparamref name="T"/> that bear <c>[FloatRange]</c>, <c>[IntRange]</c> or
/// <c>[Choices]</c>.
/// </summary>
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
/// Parameters are called as the properties, in snake case; a type that is <see cref="IRestricted"/> says which combinations are never
/// tried. Checked once per type. Immutable; thread-safe.
/// </remarks>
public sealed class TypedSpace<T>
    where T : class, new()
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.CreateInstance;

    private readonly IReadOnlyList<Parameter> _parameters; // a parameter after the one it depends on

    /// <summary>Reads the space from the attributes of the type.</summary>
    /// <exception cref="TrimtabException">
    /// No property is a parameter, one can't be set or can't hold what its attribute says, or <c>When</c> names nothing that is searched.
    /// </exception>
    public TypedSpace()
    {
        var parameters = typeof(T).GetProperties()
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<ParameterAttribute>()))
            .Where(item => item.Attribute is not null)
            .Select(item => item.Property.GetMethod is { IsStatic: false } && item.Property.GetIndexParameters().Length == 0 ? item
                : throw new TrimtabException(
                    $"A parameter must be a property of each settings object. {typeof(T).Name}.{item.Property.Name} is static, an indexer, "
                    + "or can't be read."))
            .ToDictionary(item => item.Property.Name, item => new Parameter(item.Property, item.Attribute!));
        if (parameters.Count == 0)
        {
            throw new TrimtabException(
                $"A typed space needs properties with [FloatRange], [IntRange] or [Choices]. {typeof(T).Name} has none.");
        }

        foreach (var parameter in parameters.Values)
        {
            parameter.Check(parameters);
        }

        _parameters =
        [
            .. parameters.Values.OrderBy(parameter => parameter.Depth(parameters, [])).ThenBy(
                parameter => parameter.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The parameters every trial has: those that depend on no other.</summary>
    /// <remarks>With the type's rule where it is <see cref="IRestricted"/>: the other parameters then have their defaults.</remarks>
    public SearchSpace Always
    {
        get
        {
            var always = _parameters.Where(parameter => parameter.Attribute.When is null).ToList();
            SpaceRule[] rules = typeof(IRestricted).IsAssignableFrom(typeof(T))
                ? [new PredicateRule(
                    $"{typeof(T).Name}.{nameof(IRestricted.IsAllowed)}",
                    parameters => ((IRestricted)From(parameters)).IsAllowed,
                    [.. always.Select(parameter => parameter.Name)])]
                : [];
            return SearchSpace.Create(
                always.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Attribute.Distribution)), rules);
        }
    }

    /// <summary>Has <paramref name="trial"/> suggest all parameters that apply.</summary>
    public T Suggest(IParameterSource trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Make(parameter => trial.Suggest(parameter.Name, parameter.Attribute.Distribution));
    }

    /// <summary>The settings a trial had: what it did not ask for keeps its default.</summary>
    public T From(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Make(parameter => parameters.TryGetValue(parameter.Name, out var value) ? value : (ParameterValue?)null);
    }

    private T Make(Func<Parameter, ParameterValue?> valueOf)
    {
        var settings = (T)Activator.CreateInstance(typeof(T), BindingFlags.DoNotWrapExceptions | Public, null, null, null)!;
        var chosen = new Dictionary<string, ParameterValue>();
        foreach (var parameter in _parameters.Where(parameter => parameter.Applies(chosen)))
        {
            if (valueOf(parameter) is { } value)
            {
                chosen[parameter.Property.Name] = value;
                parameter.Property.SetValue(
                    settings, value.As(parameter.Property.PropertyType), BindingFlags.DoNotWrapExceptions, null, null, null);
            }
        }

        return settings;
    }

    private sealed record Parameter(PropertyInfo Property, ParameterAttribute Attribute)
    {
        public string Name { get; } = SettingProperties.NameOf(Property);

        private readonly CategoricalDistribution? _is =
            Attribute.Is.Length == 0 ? null : new(ParameterValues.Create([.. Attribute.Is.Select(ParameterValue.From).Distinct()]));

        public bool Applies(Dictionary<string, ParameterValue> chosen) =>
            Attribute.When is null || (chosen.TryGetValue(Attribute.When, out var value) && _is!.Contains(value));

        public int Depth(IReadOnlyDictionary<string, Parameter> parameters, HashSet<string> above) => Attribute.When is null ? 0
            : above.Add(Property.Name) ? 1 + parameters[Attribute.When].Depth(parameters, above)
            : throw new TrimtabException(
                $"A parameter can't depend on itself. {typeof(T).Name}.{Property.Name} does, through {string.Join(", ", above)}.");

        public void Check(IReadOnlyDictionary<string, Parameter> parameters)
        {
            string name = $"{typeof(T).Name}.{Property.Name}";
            if (!Property.CanWrite)
            {
                throw new TrimtabException($"A parameter must be settable. {name} has no 'init' or 'set'.");
            }

            try
            {
                PropertyValues.Require(Property, Attribute.Distribution);
            }
            catch (Exception error) when (error is TrimtabException or ArgumentException)
            {
                throw new TrimtabException($"{name} can't hold what its attribute says. {error.Message}", error);
            }

            if (Attribute.When is { } when
                && (!parameters.TryGetValue(when, out var other) || _is is null || !_is.Values.All(other.Attribute.Distribution.Contains)))
            {
                throw new TrimtabException(
                    $"'When' must name another parameter of the type, and 'Is' values it may have. {name} is to be searched when {when} "
                    + $"is {string.Join(" or ", _is?.Values ?? [])}.");
            }
        }
    }
}
