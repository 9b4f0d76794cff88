using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Trimtab.Spaces;

namespace Trimtab.Preprocessing;

/// <summary>The settable properties of a transformer's type by their names in snake case. Read once a type; thread-safe.</summary>
internal sealed class SettingProperties
{
    private static readonly ConcurrentDictionary<Type, SettingProperties> _ofTypes = new();

    private readonly SortedDictionary<string, PropertyInfo> _properties = new(StringComparer.Ordinal);

    private SettingProperties(Type type)
    {
        foreach (var property in type.GetProperties().Where(property => property is { CanRead: true, SetMethod.IsPublic: true }))
        {
            _properties.Add(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property);
        }
    }

    /// <summary>The settings of a type.</summary>
    public static SettingProperties Of(Type type) => _ofTypes.GetOrAdd(type, _ => new(type));

    /// <summary>Names of the settings, sorted.</summary>
    public IReadOnlyCollection<string> Names => _properties.Keys;

    /// <summary>Sets <paramref name="parameters"/> on a copy that nothing else sees yet.</summary>
    /// <exception cref="UnknownNameException">A name is none of a setting.</exception>
    /// <exception cref="TrimtabException">A value does not fit its setting.</exception>
    public T Set<T>(T copy, ParameterSet parameters)
        where T : class
    {
        foreach (var (name, value) in parameters)
        {
            var property = _properties.GetValueOrDefault(name)
                ?? throw new UnknownNameException($"setting of {copy.GetType().Name}", name, Names);
            try
            {
                property.SetValue(copy, Value(value, property.PropertyType), BindingFlags.DoNotWrapExceptions, null, null, null);
            }
            catch (Exception error) when (error is TrimtabException or ArgumentException)
            {
                throw new TrimtabException($"Parameter '{name}' can't be {value}. {error.Message}", error);
            }
        }

        return copy;
    }

    /// <summary>A member of an enum may be written in snake case, too: most_frequent.</summary>
    private static object? Value(ParameterValue value, Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type).IsEnum && value.Value is string text
            ? ((ParameterValue)text.Replace("_", "", StringComparison.Ordinal)).As(type)
            : value.As(type);
}
