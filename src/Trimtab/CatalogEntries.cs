using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Trimtab;

/// <summary>
/// The named types of one kind in some assemblies. Immutable. Holds no type: an assembly that can be unloaded (a plugin) is not kept by it.
/// </summary>
internal sealed class CatalogEntries<T>
{
    private readonly FrozenDictionary<string, WeakReference<Type>> _types;
    private readonly FrozenDictionary<string, string> _clashes;
    private readonly ConditionalWeakTable<Type, string> _names = [];
    private readonly ConditionalWeakTable<Type, string> _broken = [];

    /// <param name="home">This library's assemblies.</param>
    /// <param name="foreign">A user's, or none; where they hold home's types, those are not foreign.</param>
    public CatalogEntries(Assembly[] home, WeakReference<Assembly>[] foreign)
    {
        Foreign = foreign;
        var types = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        var clashes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in home.Concat(PartAssemblies.Loaded(foreign)).Distinct().SelectMany(TypesOf))
        {
            if (type.IsAbstract || !typeof(T).IsAssignableFrom(type))
            {
                continue;
            }

            var (names, broken) = NamedAttribute.NamesOf(type);
            if (broken is not null)
            {
                _broken.Add(type, broken);
            }

            foreach (string name in names.Where(name => !types.TryAdd(name, type) && !IsSame(types[name], type)))
            {
                clashes.TryAdd(name, Clash(name, types[name], type));
            }

            if (names.Count > 0)
            {
                _names.Add(type, names[0]);
            }
        }

        Names = [.. _names.Select(item => item.Value).Distinct().Order(StringComparer.Ordinal)];
        _clashes = clashes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _types = types.ToFrozenDictionary(
            item => item.Key, item => new WeakReference<Type>(item.Value), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The users' assemblies these are from.</summary>
    public WeakReference<Assembly>[] Foreign { get; }

    /// <summary>The canonical names, sorted.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The canonical name of <paramref name="type"/>, whether or not another claims it; null where it has none.</summary>
    /// <exception cref="TrimtabException">Its attribute breaks the rule of names.</exception>
    public string? NameOf(Type type) => _broken.TryGetValue(type, out string? broken) ? throw new TrimtabException(broken)
        : _names.TryGetValue(type, out string? name) ? name
        : null;

    /// <summary>The type called <paramref name="name"/>; null where none is.</summary>
    /// <exception cref="TrimtabException">Two types claim the name.</exception>
    public Type? TypeOf(string name) => _clashes.TryGetValue(name, out string? clash) ? throw new TrimtabException(clash)
        : _types.TryGetValue(name, out var found) && found.TryGetTarget(out var type) ? type
        : null;

    /// <summary>What to say of the first name that two types claim; null where there is none.</summary>
    public string? FirstClash => _clashes.Values.FirstOrDefault();

    /// <summary>
    /// Whether both are one type of one build, in an assembly that is loaded twice: then it does not matter which is taken.
    /// </summary>
    private static bool IsSame(Type one, Type other) =>
        one.FullName == other.FullName && one.Module.ModuleVersionId == other.Module.ModuleVersionId;

    private static string Clash(string name, Type one, Type other)
    {
        bool areBuilds = Text(one) == Text(other);
        string claimed = areBuilds
            ? $"{Text(one)} in two builds, {one.Module.ModuleVersionId} and {other.Module.ModuleVersionId}: load one of them only."
            : $"{Text(one)} and {Text(other)}: rename one, or make the part as a typed object instead of by name.";
        return $"Names must be unique within {typeof(T).Name}. '{name}' is claimed by {claimed}";
    }

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
