using System.Linq.Expressions;
using System.Reflection;

namespace Trimtab.Spaces;

/// <summary>Names of parameters that are properties of a settings type: the property's name in snake case.</summary>
/// <typeparam name="T">The settings type.</typeparam>
internal static class PropertyName<T>
{
    /// <summary>The name of the property that <paramref name="property"/> returns.</summary>
    /// <exception cref="ArgumentException">It is something else than a property of its argument.</exception>
    public static string Of<TValue>(Expression<Func<T, TValue>> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return property.Body is MemberExpression { Expression: ParameterExpression, Member.Name: var name }
            ? Of(name)
            : throw new ArgumentException(
                $"A parameter must be a property of {typeof(T).Name}, such as settings => settings.Rate. Got {property}.",
                nameof(property));
    }

    /// <summary>The property itself, where <see cref="Of{TValue}"/> accepts it.</summary>
    public static PropertyInfo? PropertyOf<TValue>(Expression<Func<T, TValue>> property) =>
        (property.Body as MemberExpression)?.Member as PropertyInfo;

    /// <summary>The name of a property that is given as <c>nameof</c> gives it; any other name as it is.</summary>
    public static string Of(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return typeof(T).GetProperty(name) is { } property ? SettingProperties.NameOf(property) : name;
    }
}
