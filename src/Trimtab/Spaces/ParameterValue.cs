using System.Globalization;
using System.Text.Json;

namespace Trimtab.Spaces;

/// <summary>
/// One value of one parameter: a whole number, a real number, a string, a Boolean, null, or an object of the user's own with a label.
/// </summary>
/// <remarks>
/// Immutable; equal when kind and value are equal, so 1 and 1.0 differ; a distribution takes either for the one it holds. An object is
/// equal to its label, as it comes back from a file. The default value is null.
/// <see cref="ToString"/> is the canonical JSON form, the same on every machine and in every culture. Made by conversion: <c>ParameterValue
/// rate = 0.25;</c>.
/// </remarks>
public readonly record struct ParameterValue
{
    private readonly object? _value;
    private readonly string? _label;

    private ParameterValue(object? value, string? label = null) => (_value, _label) = (value, label);

    /// <summary>
    /// The value: <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="bool"/>, the user's object or
    /// <see langword="null"/>.
    /// </summary>
    public object? Value => _value;

    /// <summary>Whether this holds a number, whole or real.</summary>
    public bool IsNumber => _value is long or double;

    /// <summary>Whether this holds an object of the user's own, known by its label.</summary>
    internal bool IsLabelled => _label is not null;

    /// <summary>Converts a whole number to a parameter value.</summary>
    public static implicit operator ParameterValue(int value) => new((long)value);

    /// <summary>Converts a whole number to a parameter value.</summary>
    public static implicit operator ParameterValue(long value) => new(value);

    /// <summary>A whole number; above 2⁶³ − 1 refused.</summary>
    public static implicit operator ParameterValue(ulong value) =>
        value <= long.MaxValue
            ? new((long)value)
            : throw Setting.OutOfRange(nameof(value), $"A whole parameter must be at most 9223372036854775807. Got {value}.");

    /// <summary>A real number; NaN and infinities are refused, −0 is 0.</summary>
    public static implicit operator ParameterValue(double value) =>
        double.IsFinite(value)
            ? new(value == 0 ? 0.0 : value)
            : throw Setting.OutOfRange(nameof(value), Invariant($"A parameter's value must be finite. Got {value}."));

    /// <summary>The real number of the shortest decimal that is this <see cref="float"/>: 0.1f is 0.1.</summary>
    public static implicit operator ParameterValue(float value) => ParameterConversion.FromSingle(value);

    /// <summary>A real number; more than 15 significant digits are refused.</summary>
    public static implicit operator ParameterValue(decimal value) => ParameterConversion.FromDecimal(value);

    /// <summary>A string, or null.</summary>
    public static implicit operator ParameterValue(string? value) => new(value);

    /// <summary>A string of one character.</summary>
    public static implicit operator ParameterValue(char value) => new(value.ToString());

    /// <summary>Converts a Boolean to a parameter value.</summary>
    public static implicit operator ParameterValue(bool value) => new(value);

    /// <summary>
    /// Any value that can be a setting: null, a number of any .NET type, a string, a Boolean, a member of an enum by its name, or an object
    /// known by its text in the invariant culture (dates and times by their ISO 8601 form).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is not finite, above 2⁶³ − 1, or a decimal of more than 15 digits.
    /// </exception>
    public static ParameterValue From(object? value) => ParameterConversion.From(value);

    /// <summary>
    /// An object of the user's own, known by <paramref name="label"/> in tables and files; equal to what has the same label.
    /// </summary>
    public static ParameterValue Of(object value, string label)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        return new(value, label);
    }

    /// <summary>
    /// The value as a <typeparamref name="T"/>: numbers convert where nothing but rounding is lost, strings to enum members and to what can
    /// be read from text.
    /// </summary>
    /// <returns>The value; <see langword="null"/> only where this is null and <typeparamref name="T"/> can be.</returns>
    /// <exception cref="TrimtabException">The value does not fit; the message says what came and what was wanted.</exception>
    public T As<T>() => (T)As(typeof(T))!;

    /// <summary>The value as <paramref name="type"/>; see <see cref="As{T}()"/>.</summary>
    /// <exception cref="TrimtabException">The value does not fit.</exception>
    public object? As(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (_value is null)
        {
            return target != type || !type.IsValueType ? null : throw Unfit(target);
        }

        return target.IsInstanceOfType(_value) ? _value : ParameterConversion.To(_value, target) ?? throw Unfit(target);
    }

    /// <summary>Equal where the canonical forms are: objects by their labels, also to the label as a string.</summary>
    public bool Equals(ParameterValue other) => Equals(Known, other.Known);

    /// <inheritdoc/>
    public override int GetHashCode() => Known?.GetHashCode() ?? 0;

    private object? Known => _label ?? _value;

    /// <summary>Text for tables: strings without quotes, numbers in the shortest form that reads back.</summary>
    public string ToDisplayString() => _label ?? (_value is string text ? text : ToString());

    /// <summary>The canonical form: JSON. Reals always have a point or an exponent, so 1.0 is not 1.</summary>
    public override string ToString() => Value switch
    {
        null => "null",
        _ when _label is not null => JsonSerializer.Serialize(_label, TextJson.Default.String),
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => Real(real),
        bool flag => flag ? "true" : "false",
        string text => JsonSerializer.Serialize(text, TextJson.Default.String),
        var other => throw new InvalidOperationException($"A value of type {other.GetType().Name} needs a label."),
    };

    private string Kind => _value switch
    {
        null => "no value",
        long => "a whole number",
        double => "a real number",
        bool => "a Boolean",
        string => "a string",
        var other => $"a {other.GetType().Name}",
    };

    private TrimtabException Unfit(Type target) => new($"A value of type {target.Name} was wanted. Got {this} ({Kind}).");

    private static string Real(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
