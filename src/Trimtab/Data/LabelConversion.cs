using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Trimtab.Data;

/// <summary>Labels of classes as values of another type that holds them: texts and numbers as members of an enum, 2.0 as 2.</summary>
internal static class LabelConversion
{
    /// <summary>A label as a <typeparamref name="T"/>.</summary>
    /// <exception cref="TrimtabException">It can't be one.</exception>
    public static T To<T>(object label)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return TryConvert(label, type, out object? converted)
            ? (T)converted
            : throw new TrimtabException($"Labels of classes must be of the type that is asked for. '{InvariantText.Of(label)}' "
                + (type.IsEnum
                    ? $"is no member of {type.Name} ({string.Join(", ", Enum.GetNames(type))}): "
                    : $"is of type {label.GetType().Name} and can't be a {type.Name}: ")
                + $"ask for {label.GetType().Name}.");
    }

    /// <summary>Tries to write a label as another type; the label itself where it is of that type.</summary>
    public static bool TryConvert(object label, Type type, [NotNullWhen(true)] out object? converted)
    {
        converted = type.IsInstanceOfType(label) ? label
            : type.IsEnum ? Member(label, type)
            : type == typeof(string) ? InvariantText.Of(label)
            : type == typeof(bool) ? Flag(label)
            : IsNumber(type) ? Number(label, type)
            : null;
        return converted is not null;
    }

    /// <summary>The member that a text names, whatever its case, or a whole number numbers.</summary>
    private static object? Member(object label, Type type) => label switch
    {
        string text => Enum.GetNames(type).FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse(type, name)
            : null,
        _ when IsNumber(label.GetType()) && Number(label, Enum.GetUnderlyingType(type)) is { } number && Enum.IsDefined(type, number) =>
            Enum.ToObject(type, number),
        _ => null,
    };

    private static bool? Flag(object label) => label switch
    {
        string text => TextParser.Flag(text),
        _ when IsNumber(label.GetType()) => Convert.ToDouble(label, CultureInfo.InvariantCulture) switch
        {
            0 => false,
            1 => true,
            _ => null,
        },
        _ => null,
    };

    /// <summary>The number as another type that holds it as it is.</summary>
    private static object? Number(object label, Type type)
    {
        if (!IsNumber(label.GetType()) && label is not (bool or Enum))
        {
            return null;
        }

        try
        {
            object number = Convert.ChangeType(label, type, CultureInfo.InvariantCulture);
            return label is bool or Enum || Convert.ToDouble(number, CultureInfo.InvariantCulture)
                .Equals(Convert.ToDouble(label, CultureInfo.InvariantCulture))
                ? number
                : null;
        }
        catch (Exception error) when (error is OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    private static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}
