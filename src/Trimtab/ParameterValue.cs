using System.Globalization;
using System.Text.Json;

namespace Trimtab;

/// <summary>One setting of one knob: a whole number, a real number, a word, a yes or no, or an object of the user's own with a name.</summary>
/// <remarks>
/// Immutable; equal when kind and value are equal, so 1 and 1.0 differ. <see cref="ToString"/> is the canonical JSON form,
/// the same on every machine. Made by conversion: <c>ParameterValue rate = 0.25;</c>.
/// </remarks>
public readonly record struct ParameterValue
{
    private readonly object? _value;
    private readonly string? _label;

    private ParameterValue(object value, string? label = null) => (_value, _label) = (value, label);

    /// <summary>The value as it was given: <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="bool"/> or the user's object.</summary>
    public object Value => _value ?? throw new InvalidOperationException("A default ParameterValue holds nothing.");

    /// <summary>Whether this holds a number, whole or real.</summary>
    public bool IsNumber => _value is long or double;

    /// <summary>A whole number.</summary>
    public static implicit operator ParameterValue(int value) => new((long)value);

    /// <summary>A whole number.</summary>
    public static implicit operator ParameterValue(long value) => new(value);

    /// <summary>A real number; NaN and infinities are refused.</summary>
    public static implicit operator ParameterValue(double value) =>
        double.IsFinite(value) ? new(value) : throw new ArgumentOutOfRangeException(nameof(value), value, "A knob's value must be finite.");

    /// <summary>A word.</summary>
    public static implicit operator ParameterValue(string value) => new(value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A yes or no.</summary>
    public static implicit operator ParameterValue(bool value) => new(value);

    /// <summary>Any value that can be a setting: a number, a word, a yes or no, a member of an enum by its name, or an object known by its text.</summary>
    public static ParameterValue From(object value) => value switch
    {
        ParameterValue already => already,
        int whole => whole,
        long whole => whole,
        double real => real,
        float real => (double)real,
        string word => word,
        bool flag => flag,
        Enum member => member.ToString(),
        null => throw new ArgumentNullException(nameof(value)),
        _ => Of(value, value.ToString() ?? value.GetType().Name),
    };

    /// <summary>An object of the user's own, known by <paramref name="label"/> in tables and files; equal when label and object are equal.</summary>
    public static ParameterValue Of(object value, string label)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        return new(value, label);
    }

    /// <summary>The value as a <typeparamref name="T"/>: numbers convert where nothing is lost, words convert to enum members.</summary>
    /// <exception cref="TrimtabException">The value does not fit; the message says what came and what was wanted.</exception>
    public T As<T>() => (T)As(typeof(T));

    /// <summary>The value as <paramref name="type"/>; see <see cref="As{T}()"/>.</summary>
    /// <exception cref="TrimtabException">The value does not fit.</exception>
    public object As(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var target = Nullable.GetUnderlyingType(type) ?? type;
        object value = Value;
        if (target.IsInstanceOfType(value))
        {
            return value;
        }

        return Convert(value, target)
            ?? throw new TrimtabException($"A value of type {target.Name} was wanted. Got {this} ({Kind}).");
    }

    /// <summary>Text for tables: words without quotes, numbers in the shortest form that reads back.</summary>
    public string ToDisplayString() => _label ?? (_value is string word ? word : ToString());

    /// <summary>The canonical form: JSON. Reals always have a point or an exponent, so 1.0 is not 1.</summary>
    public override string ToString() => Value switch
    {
        _ when _label is not null => JsonSerializer.Serialize(_label, TextJson.Default.String),
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => Real(real),
        bool flag => flag ? "true" : "false",
        string word => JsonSerializer.Serialize(word, TextJson.Default.String),
        var other => throw new InvalidOperationException($"A value of type {other.GetType().Name} needs a label."),
    };

    private string Kind => Value switch { long => "a whole number", double => "a real number", bool => "a yes or no", string => "a word", var other => $"a {other.GetType().Name}" };

    private static string Real(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    private static object? Convert(object value, Type target) => value switch
    {
        long whole when target == typeof(int) && whole is >= int.MinValue and <= int.MaxValue => (int)whole,
        long whole when target == typeof(double) => (double)whole,
        long whole when target == typeof(float) => (float)whole,
        double real when target == typeof(float) => (float)real,
        double real when target == typeof(int) && real == Math.Floor(real) && Math.Abs(real) <= int.MaxValue => (int)real,
        double real when target == typeof(long) && real == Math.Floor(real) && Math.Abs(real) < 1L << 53 => (long)real,
        string word when target.IsEnum && Enum.TryParse(target, word, ignoreCase: true, out object? member) => member,
        _ => ImplicitConversion.Apply(value, target),
    };
}
