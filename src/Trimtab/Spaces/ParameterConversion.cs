using System.ComponentModel;
using System.Globalization;

namespace Trimtab.Spaces;

/// <summary>What values of .NET types are as parameter values, and back. Never depends on the culture.</summary>
internal static class ParameterConversion
{
    private const double GreatestWhole = 1L << 53; // up to it every whole number is a double

    /// <summary>The parameter value of any object; see <see cref="ParameterValue.From"/>.</summary>
    public static ParameterValue From(object? value) => value switch
    {
        null => default,
        ParameterValue already => already,
        string text => text,
        bool flag => flag,
        char letter => letter,
        double real => real,
        float real => real,
        Half real => Shortest(real.ToString(CultureInfo.InvariantCulture), (double)real, shortest => (Half)shortest == real),
        decimal real => real,
        nint whole => (long)whole,
        nuint whole => (ulong)whole,
        Enum member => member.ToString(),
        ulong whole => whole,
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ParameterValue.Of(
            value, ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture)),
        _ => ParameterValue.Of(value, InvariantText.Of(value)),
    };

    /// <summary>
    /// The real number of the shortest text of a <see cref="float"/>, 0.1 rather than 0.10000000149011612; it converts back to the same
    /// <see cref="float"/>.
    /// </summary>
    public static double FromSingle(float value) =>
        Shortest(value.ToString(CultureInfo.InvariantCulture), value, shortest => (float)shortest == value);

    /// <summary>The real number nearest to a <see cref="decimal"/> of up to 15 digits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has more, and would not convert back to itself.</exception>
    public static double FromDecimal(decimal value)
    {
        // the conversion rounds twice: 1e-28m is 1.0000000000000001E-28
        double real = double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Abs(real) < (double)decimal.MaxValue && (decimal)real == value
            ? real
            : throw Setting.OutOfRange(
                nameof(value),
                Invariant($"A decimal parameter must have 15 significant digits or fewer. Got {value}. Use a double, or name the value: ")
                + Invariant($"ParameterValue.Of(value, label)."));
    }

    /// <summary>The value as <paramref name="target"/>, which is not its own type; <see langword="null"/> where it does not fit.</summary>
    public static object? To(object value, Type target) => value switch
    {
        long or double when !target.IsEnum && Number(value, target) is { } number => number,
        string text when target.IsEnum => IsName(text) && Enum.TryParse(target, text, ignoreCase: true, out object? member) ? member : null,
        string { Length: 1 } text when target == typeof(char) => text[0],
        _ => ImplicitConversion.Apply(value, target) ?? (value is string text ? Parse(text, target) : null),
    };

    /// <summary>The whole number a value is, 5 also for 5.0; <see langword="null"/> where it is none.</summary>
    public static long? Whole(object? value) => value switch
    {
        long whole => whole,
        double real when real == Math.Floor(real) && Math.Abs(real) <= GreatestWhole => (long)real,
        _ => null,
    };

    private static double Shortest(string text, double exact, Func<double, bool> isTheSame)
    {
        double shortest = double.Parse(text, CultureInfo.InvariantCulture);
        return isTheSame(shortest) ? shortest : exact;
    }

    private static object? Number(object value, Type target)
    {
        double real = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        object? number = Type.GetTypeCode(target) switch
        {
            TypeCode.Double => real,
            TypeCode.Single => (float)real,
            TypeCode.Decimal => value is long whole ? (decimal)whole : Math.Abs(real) < (double)decimal.MaxValue ? (decimal)real : null,
            TypeCode.SByte => Between(value, sbyte.MinValue, sbyte.MaxValue, whole => (sbyte)whole),
            TypeCode.Byte => Between(value, byte.MinValue, byte.MaxValue, whole => (byte)whole),
            TypeCode.Int16 => Between(value, short.MinValue, short.MaxValue, whole => (short)whole),
            TypeCode.UInt16 => Between(value, ushort.MinValue, ushort.MaxValue, whole => (ushort)whole),
            TypeCode.Int32 => Between(value, int.MinValue, int.MaxValue, whole => (int)whole),
            TypeCode.UInt32 => Between(value, uint.MinValue, uint.MaxValue, whole => (uint)whole),
            TypeCode.Int64 => Whole(value),
            TypeCode.UInt64 => Between(value, 0, long.MaxValue, whole => (ulong)whole),
            _ when target == typeof(Half) => (Half)real,
            _ when target == typeof(nint) => Between(value, nint.MinValue, nint.MaxValue, whole => (nint)whole),
            _ when target == typeof(nuint) => Between(value, 0, nint.MaxValue, whole => (nuint)whole),
            _ => null,
        };
        double after = number switch
        {
            null => double.NaN,
            Half half => (double)half,
            nint or nuint => real,
            _ => Convert.ToDouble(number, CultureInfo.InvariantCulture),
        };
        return double.IsFinite(after) && (after == 0) == (real == 0) ? number : null; // rounded, but neither to infinity nor to nothing
    }

    private static object? Between<T>(object value, long least, long greatest, Func<long, T> convert)
        where T : struct =>
        Whole(value) is { } whole && whole >= least && whole <= greatest ? convert(whole) : null;

    private static bool IsName(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_');

    /// <summary>
    /// The value a text stands for, where the type can be read from text and is no number: a date, a duration, an address.
    /// </summary>
    private static object? Parse(string text, Type target)
    {
        var converter = target.IsPrimitive || Type.GetTypeCode(target) == TypeCode.Decimal || target == typeof(Half)
            ? null
            : TypeDescriptor.GetConverter(target);
        try
        {
            return converter?.CanConvertFrom(typeof(string)) == true ? converter.ConvertFromInvariantString(text) : null;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
