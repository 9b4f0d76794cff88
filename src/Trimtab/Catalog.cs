using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Trimtab;

/// <summary>Everything of one kind, by name, found in the assemblies given.</summary>
/// <typeparam name="T">The kind: an interface or an abstract type.</typeparam>
/// <remarks>
/// The rule every named class keeps: one public constructor that can be called without arguments, or whose arguments are
/// properties of the class, so that its JSON form can make it again. Names ignore case. Thread-safe.
/// </remarks>
public sealed class Catalog<T>
    where T : class
{
    private readonly FrozenDictionary<string, Type> _types;
    private readonly FrozenDictionary<Type, string> _names;

    /// <summary>Finds every named <typeparamref name="T"/> in <paramref name="assemblies"/>.</summary>
    /// <exception cref="InvalidOperationException">Two types claim one name.</exception>
    public Catalog(params ReadOnlySpan<Assembly> assemblies)
    {
        var types = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<Type, string>();
        foreach (var assembly in assemblies)
        {
            foreach (var type in assembly.GetTypes().Where(t => !t.IsAbstract && typeof(T).IsAssignableFrom(t)))
            {
                if (type.GetCustomAttribute<NamedAttribute>() is { } named)
                {
                    names.Add(type, named.Names[0]);
                    Register(types, named, type);
                }
            }
        }

        _types = types.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _names = names.ToFrozenDictionary();
    }

    /// <summary>The canonical names, sorted.</summary>
    public IEnumerable<string> Names => _names.Values.Order(StringComparer.Ordinal);

    /// <summary>The canonical name of <paramref name="value"/>'s type, or <see langword="null"/> when it has none.</summary>
    public string? NameOf(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _names.GetValueOrDefault(value.GetType());
    }

    /// <summary>The type called <paramref name="name"/>.</summary>
    /// <exception cref="UnknownNameException">No such name; the message lists the known ones.</exception>
    public Type TypeOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _types.TryGetValue(name, out var type) ? type : throw new UnknownNameException(typeof(T).Name, name, Names);
    }

    /// <summary>Makes the one called <paramref name="name"/>.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <param name="settings">Its properties as JSON; left out, its own defaults.</param>
    /// <param name="json">How to read <paramref name="settings"/>; left out, names are matched as written.</param>
    /// <exception cref="UnknownNameException">No such name; the message lists the known ones.</exception>
    /// <exception cref="JsonException"><paramref name="settings"/> do not fit the type.</exception>
    public T Create(string name, JsonElement? settings = null, JsonSerializerOptions? json = null)
    {
        var type = TypeOf(name);
        if (settings is { } given)
        {
            return (T)given.Deserialize(type, json)!;
        }

        var constructor = type.GetConstructors().Single();
        return (T)constructor.Invoke([.. constructor.GetParameters().Select(p => Default(p, name))]);
    }

    private static object? Default(ParameterInfo parameter, string name) => parameter.HasDefaultValue
        ? parameter.DefaultValue
        : throw new TrimtabException($"{typeof(T).Name} '{name}' needs a value for '{parameter.Name}'. Make it as a typed object instead of by name.");

    private static void Register(Dictionary<string, Type> types, NamedAttribute named, Type type)
    {
        foreach (var name in named.Names)
        {
            if (!types.TryAdd(name, type))
            {
                throw new InvalidOperationException($"Names must be unique within {typeof(T).Name}. '{name}' is claimed by {types[name].Name} and {type.Name}.");
            }
        }
    }
}
