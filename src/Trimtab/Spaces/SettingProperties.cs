using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Trimtab.Spaces;

/// <summary>
/// The properties of a settings type that can be read and set, by their names in snake case: settings of a transformer or a trainer, typed
/// hyperparameters. Read once a type; thread-safe.
/// </summary>
internal sealed class SettingProperties
{
    private static readonly ConcurrentDictionary<Type, SettingProperties> _ofTypes = new();
    private static readonly Func<object, object> _clone =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object, object>>();

    private readonly SortedDictionary<string, PropertyInfo> _properties = new(StringComparer.Ordinal);

    private SettingProperties(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(IsSetting))
        {
            if (!_properties.TryAdd(NameOf(property), property))
            {
                throw new TrimtabException($"Settings need different names in snake case. {type.Name} has '{NameOf(property)}' twice.");
            }
        }
    }

    /// <summary>The settings of a type.</summary>
    /// <exception cref="TrimtabException">Two have the same name in snake case.</exception>
    public static SettingProperties Of(Type type) => _ofTypes.GetOrAdd(type, _ => new(type));

    /// <summary>The name of a property as a parameter.</summary>
    public static string NameOf(MemberInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    /// <summary>Names of the settings, sorted.</summary>
    public IReadOnlyCollection<string> Names => _properties.Keys;

    /// <summary>The setting of a name; <see langword="null"/> where there is none.</summary>
    public PropertyInfo? Find(string name) => _properties.GetValueOrDefault(name);

    /// <summary>All values as text; those of different values differ.</summary>
    public string TextOf(object settings) => string.Join(", ", _properties.Select(
        property => $"{property.Key} = {InvariantText.WholeList([property.Value.GetValue(settings) ?? "null"])}"));

    /// <summary>A copy of <paramref name="settings"/> with some set; what can't be set is as in the original.</summary>
    /// <param name="settings">Values of the settings that are not in <paramref name="parameters"/>.</param>
    /// <param name="parameters">The settings to set.</param>
    /// <param name="known">All names, for the message about an unknown one. Default: <see cref="Names"/>.</param>
    /// <exception cref="UnknownNameException">A name is none of a setting.</exception>
    /// <exception cref="TrimtabException">A value does not fit its setting.</exception>
    public T With<T>(T settings, ParameterSet parameters, IEnumerable<string>? known = null)
        where T : class
    {
        var copy = (T)_clone(settings);
        foreach (var (name, value) in parameters)
        {
            Set(copy, Find(name) ?? throw new UnknownNameException("parameter", name, known ?? Names), value);
        }

        return copy;
    }

    private static void Set(object settings, PropertyInfo property, ParameterValue value)
    {
        try
        {
            property.SetValue(settings, Converted(value, property.PropertyType), BindingFlags.DoNotWrapExceptions, null, null, null);
        }
        catch (Exception error) when (error is TrimtabException or ArgumentException)
        {
            throw new TrimtabException($"Parameter '{NameOf(property)}' can't be {value}. {error.Message}", error);
        }
    }

    private static bool IsSetting(PropertyInfo property) =>
        property is { GetMethod.IsPublic: true, SetMethod.IsPublic: true } && property.GetIndexParameters().Length == 0;

    /// <summary>A member of an enum may be written in snake case, too: most_frequent.</summary>
    private static object? Converted(ParameterValue value, Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type).IsEnum && value.Value is string text
            ? ((ParameterValue)text.Replace("_", "", StringComparison.Ordinal)).As(type)
            : value.As(type);
}
