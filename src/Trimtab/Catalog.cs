using System.Reflection;
using System.Text.Json;

namespace Trimtab;

/// <summary>
/// Everything of one kind, by name: of given assemblies, or this library's own and those of every assembly that references it.
/// </summary>
/// <typeparam name="T">The kind: an interface or an abstract type.</typeparam>
/// <remarks>
/// The rule every named class keeps: one public constructor that can be called without arguments, or whose arguments are
/// properties of the class, so that its JSON form can make it again. Names ignore case. Thread-safe.
/// A user's parts are found in their own assembly, without a call: in all that the program references, and in others once they are loaded,
/// until they are unloaded. Where two types claim one name, asking for it by name is an error that names both, so that no part is taken for
/// another; typed objects of both work.
/// </remarks>
public sealed class Catalog<T>
    where T : class
{
    private readonly Assembly[] _home;
    private readonly bool _isOpen;
    private volatile CatalogEntries<T> _entries;

    /// <summary>Finds every named <typeparamref name="T"/> in <paramref name="assemblies"/>.</summary>
    /// <exception cref="InvalidOperationException">Two types claim one name.</exception>
    public Catalog(params ReadOnlySpan<Assembly> assemblies)
    {
        _home = assemblies.ToArray();
        _entries = new(_home, []);
        if (_entries.FirstClash is { } clash)
        {
            throw new InvalidOperationException(clash);
        }
    }

    private Catalog(Assembly home)
    {
        (_home, _isOpen) = ([home], true);
        _entries = new(_home, []);
    }

    /// <summary>The canonical names, sorted.</summary>
    public IEnumerable<string> Names => Entries.Names;

    private CatalogEntries<T> Entries
    {
        get
        {
            var entries = _entries;
            if (_isOpen && PartAssemblies.All is var foreign && foreign != entries.Foreign)
            {
                _entries = entries = new(_home, foreign);
            }

            return entries;
        }
    }

    /// <summary>
    /// The canonical name of <paramref name="value"/>'s type, whether or not another type claims it too; <see langword="null"/> when it has
    /// none.
    /// </summary>
    /// <exception cref="TrimtabException">The type's attribute gives no name, or one that breaks the rule of names.</exception>
    public string? NameOf(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Entries.NameOf(value.GetType());
    }

    /// <summary>The type called <paramref name="name"/>.</summary>
    /// <exception cref="UnknownNameException">No such name; the message lists the known ones.</exception>
    /// <exception cref="TrimtabException">Two types claim the name.</exception>
    public Type TypeOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var entries = Entries;
        return entries.TypeOf(name) ?? throw new UnknownNameException(typeof(T).Name, name, entries.Names);
    }

    /// <summary>Makes the one called <paramref name="name"/>.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <param name="settings">Its properties as a JSON object; left out, its own defaults. What it does not have is an error.</param>
    /// <param name="json">How to read <paramref name="settings"/>; left out, names are matched as written.</param>
    /// <exception cref="UnknownNameException">No such name; the message lists the known ones.</exception>
    /// <exception cref="JsonException"><paramref name="settings"/> do not fit the type: one is unknown, or is of another kind.</exception>
    /// <exception cref="TrimtabException">
    /// Two types claim the name, the type does not keep the rule of named classes, or its constructor or a property throws.
    /// </exception>
    public T Create(string name, JsonElement? settings = null, JsonSerializerOptions? json = null)
    {
        var type = TypeOf(name);
        var constructor = ConstructorOf(type, name);
        return settings is { } given
            ? (T)PartSettings.Read(type, $"{typeof(T).Name} '{name}'", given, json)
            : Create(constructor, name);
    }

    /// <summary>Another one of <paramref name="value"/>'s type with its own defaults; null where it has required settings.</summary>
    internal static T? Default(T value)
    {
        try
        {
            return Create(ConstructorOf(value.GetType(), value.GetType().Name), value.GetType().Name);
        }
        catch (TrimtabException)
        {
            return null;
        }
    }

    private static ConstructorInfo ConstructorOf(Type type, string name)
    {
        if (type.ContainsGenericParameters || type.GetConstructors() is not [var constructor])
        {
            throw new TrimtabException(
                $"What is made by name must not be generic and must have one public constructor. {typeof(T).Name} '{name}' is "
                + $"{type.FullName}, which is otherwise. Make it as a typed object instead.");
        }

        return constructor;
    }

    private static T Create(ConstructorInfo constructor, string name)
    {
        object?[] arguments = [.. constructor.GetParameters().Select(p => Default(p, name))];
        try
        {
            return (T)constructor.Invoke(arguments);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is { } error)
        {
            throw new TrimtabException(
                $"{typeof(T).Name} '{name}' can't be made. The constructor of {constructor.DeclaringType} threw: {error.Message}", error);
        }
    }

    private static object? Default(ParameterInfo parameter, string name) => parameter.HasDefaultValue
        ? parameter.DefaultValue
        : throw new TrimtabException(
            $"{typeof(T).Name} '{name}' needs a value for '{parameter.Name}'. Make it as a typed object instead of by name.");

    /// <summary>This library's own of <paramref name="home"/>, and every user's.</summary>
    internal static Catalog<T> WithUsersOwn(Assembly home) => new(home);

    /// <summary>
    /// What a part of a user's own is, beyond its name and settings: its type and the build of its assembly, so that a changed part is not
    /// taken for the old one.
    /// <see langword="null"/> for this library's, which its engine revision stands for.
    /// </summary>
    internal string? BuildOf(T value) =>
        value.GetType() is var type && _home.Contains(type.Assembly)
            ? null
            : $"{type.AssemblyQualifiedName}, {type.Module.ModuleVersionId}";
}
