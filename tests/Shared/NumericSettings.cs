using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Trimtab.Tests;

/// <summary>
/// Feeds the numeric settings of a type NaN, ±∞, 0, −1 and the ends of the type's range. A setting is a property that can be initialized,
/// or a parameter of the constructor.
/// </summary>
internal static class NumericSettings
{
    private static readonly Dictionary<Type, object[]> _odd = new()
    {
        [typeof(double)] =
        [
            double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -1.0, double.MaxValue, double.MinValue, double.Epsilon
        ],
        [typeof(float)] =
        [
            float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -1f, float.MaxValue, float.MinValue, float.Epsilon
        ],
        [typeof(int)] = [0, -1, int.MaxValue, int.MinValue],
        [typeof(long)] = [0L, -1L, long.MaxValue, long.MinValue],
        [typeof(ulong)] = [0UL, ulong.MaxValue],
    };

    /// <summary>Every setting of <paramref name="example"/>'s type with every odd value.</summary>
    public static IEnumerable<(string Setting, object Value)> Of(object example) =>
        from setting in SettingsOf(example.GetType())
        from value in _odd[Nullable.GetUnderlyingType(setting.Type) ?? setting.Type]
        select (setting.Name, value);

    /// <summary>Changes one setting of <paramref name="example"/>, by its constructor and on a copy, and uses what comes.</summary>
    /// <param name="example">What all other settings are like.</param>
    /// <param name="setting">One of <see cref="Of(object)"/>.</param>
    /// <param name="value">Its value.</param>
    /// <param name="use">Puts it to work; it may refuse the setting as clearly as the type itself.</param>
    /// <exception cref="Xunit.Sdk.XunitException">
    /// Neither did it work nor was there a clear error: one that names the setting and what came.
    /// </exception>
    public static async Task WorkOrAreRefused(object example, string setting, object value, Func<object, Task> use)
    {
        string came = FormattableString.Invariant($"{value}"), what = $"{example.GetType().Name} {{ {setting} = {came} }}";
        foreach (var make in Ways(example, setting, value))
        {
            try
            {
                await use(make());
            }
            catch (Exception error) when (error is ArgumentOutOfRangeException or TrimtabException)
            {
                bool isClear = error.Message.Contains(setting, StringComparison.OrdinalIgnoreCase)
                    && error.Message.Contains(came, StringComparison.Ordinal);
                Assert.True(isClear, $"{what} must be refused with the setting's name and what came. Said: {error.Message}");
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{what} must work or be refused clearly. Got {error}");
            }
        }
    }

    private static IEnumerable<(string Name, Type Type)> SettingsOf(Type type) => type.GetProperties()
        .Where(property => property.GetIndexParameters().Length == 0)
        .Where(property => property.SetMethod is { IsPublic: true } || ParameterOf(type, property.Name) is not null)
        .Where(property => _odd.ContainsKey(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
        .Select(property => (property.Name, property.PropertyType));

    private static ParameterInfo? ParameterOf(Type type, string name) =>
        ConstructorOf(type)?.GetParameters().FirstOrDefault(parameter => string.Equals(
            parameter.Name, name, StringComparison.OrdinalIgnoreCase));

    private static ConstructorInfo? ConstructorOf(Type type) =>
        type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).FirstOrDefault();

    private static IEnumerable<Func<object>> Ways(object example, string setting, object value)
    {
        var type = example.GetType();
        if (ParameterOf(type, setting) is { } changed)
        {
            var constructor = ConstructorOf(type)!;
            yield return () => Unwrapped(() => constructor.Invoke(
            [
                .. constructor.GetParameters()
                    .Select(parameter => parameter.Name == changed.Name ? value : ArgumentOf(example, parameter)),
            ]));
        }

        if (type.GetProperty(setting) is { SetMethod.IsPublic: true } property)
        {
            yield return () => Unwrapped(() =>
            {
                object copy = Copy(example);
                property.SetValue(copy, value);
                return copy;
            });
        }
    }

    private static object Unwrapped(Func<object> make)
    {
        try
        {
            return make();
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }

    private static object? ArgumentOf(object example, ParameterInfo parameter) =>
        example.GetType()
            .GetProperty(parameter.Name!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase) is { } property
            ? property.GetValue(example)
            : parameter.HasDefaultValue ? parameter.DefaultValue : RuntimeHelpers.GetUninitializedObject(parameter.ParameterType);

    /// <summary>A record's own copy; of a class without one, a field-by-field one.</summary>
    private static object Copy(object example)
    {
        var copy = example.GetType().GetMethod("<Clone>$")
            ?? typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;
        return copy.Invoke(example, null)!;
    }
}
