using System.Collections.Frozen;
using System.Reflection;

namespace Trimtab;

/// <summary>The named types of one kind in some assemblies. Immutable.</summary>
internal sealed class CatalogEntries<T>
{
    /// <param name="home">This library's assemblies.</param>
    /// <param name="foreign">A user's, or none; where they hold home's types, those are not foreign.</param>
    public CatalogEntries(Assembly[] home, Assembly[] foreign)
    {
        Foreign = foreign;
        var types = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<Type, string>();
        var nameless = new HashSet<Type>();
        var clashes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in home.Concat(foreign.Except(home)).SelectMany(TypesOf))
        {
            if (!type.IsAbstract && typeof(T).IsAssignableFrom(type) && type.GetCustomAttribute<NamedAttribute>() is { } named)
            {
                if (named.Names is not [var canonical, ..])
                {
                    nameless.Add(type);
                    continue;
                }

                names.Add(type, canonical);
                foreach (string name in named.Names.Where(name => !types.TryAdd(name, type)))
                {
                    clashes.TryAdd(
                        name,
                        $"Names must be unique within {typeof(T).Name}. '{name}' is claimed by {Text(types[name])} and {Text(type)}: "
                        + $"rename one.");
                }
            }
        }

        Nameless = nameless.ToFrozenSet();
        (Types, Names, Clashes) = (
            types.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
            names.ToFrozenDictionary(),
            clashes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The users' assemblies these are from.</summary>
    public Assembly[] Foreign { get; }

    /// <summary>By every name.</summary>
    public FrozenDictionary<string, Type> Types { get; }

    /// <summary>The canonical names.</summary>
    public FrozenDictionary<Type, string> Names { get; }

    /// <summary>Types whose attribute gives no name.</summary>
    public FrozenSet<Type> Nameless { get; }

    /// <summary>By name, what to say where two types claim it.</summary>
    public FrozenDictionary<string, string> Clashes { get; }

    /// <summary>The name again, if no type or one type claims it.</summary>
    /// <exception cref="TrimtabException">Two types claim it.</exception>
    public string Unclaimed(string name) => Clashes.TryGetValue(name, out string? clash) ? throw new TrimtabException(clash) : name;

    private static string Text(Type type) => $"{type.FullName} ({type.Assembly.GetName().Name})";

    /// <summary>All of an assembly's types that can be loaded.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException error)
        {
            return error.Types.OfType<Type>();
        }
    }
}
