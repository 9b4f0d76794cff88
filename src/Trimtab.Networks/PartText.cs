using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace Trimtab.Networks;

/// <summary>
/// The text of a part of a net in one line, as in tables: its name, and in brackets its required settings and those that differ from their
/// defaults, as <c>sgd(learning_rate=0.1, nesterov=true)</c>.
/// </summary>
internal static class PartText
{
    /// <summary>The text of <paramref name="part"/>.</summary>
    public static string Of(object part)
    {
        var type = part.GetType();
        var arguments = type.GetConstructors() is [var constructor] ? constructor.GetParameters() : [];
        object? plain = Plain(part, arguments);
        var settings = type.GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0 && (property.CanWrite || arguments.Any(IsOf(property))))
            .Where(property => plain is null || arguments.Any(argument => !argument.HasDefaultValue && IsOf(property)(argument))
                || !Equals(property.GetValue(part), property.GetValue(plain)))
            .Select(property => $"{SnakeCase(property.Name)}={ValueText(property.GetValue(part))}").ToList();
        return NamedAttribute.NameOf(type) + (settings.Count == 0 ? "" : $"({string.Join(", ", settings)})");
    }

    /// <summary>Another part with the same required settings and all others at their defaults; null where it can't be made.</summary>
    private static object? Plain(object part, ParameterInfo[] arguments)
    {
        try
        {
            return Activator.CreateInstance(part.GetType(), [.. arguments.Select(argument => argument.HasDefaultValue
                ? argument.DefaultValue
                : part.GetType().GetProperties().First(property => IsOf(property)(argument)).GetValue(part))]);
        }
        catch (Exception error) when (
            error is MissingMethodException or InvalidOperationException or ArgumentException or TargetInvocationException)
        {
            return null; // a user's own, whose constructor takes something else than its properties
        }
    }

    private static Func<ParameterInfo, bool> IsOf(PropertyInfo property) => argument =>
        argument.Name!.Equals(property.Name, StringComparison.OrdinalIgnoreCase)
        && argument.ParameterType.IsAssignableFrom(property.PropertyType);

    private static string ValueText(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        Enum member => SnakeCase(member.ToString()),
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(ValueText))}]",
        _ => InvariantText.Of(value),
    };

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
