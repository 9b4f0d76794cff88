using System.Numerics;
using System.Runtime.CompilerServices;

namespace Trimtab;

/// <summary>Checks of numeric settings, made where a setting gets its value: <c>init => field = Setting.AtLeast(value, 1);</c>.</summary>
/// <remarks>
/// NaN never passes; infinities only by the rule given to <see cref="Check{T}(T, bool, string, string)"/>. The error names the property the
/// check stands in.
/// </remarks>
internal static class Setting
{
    /// <summary>The value, which must be finite and <paramref name="least"/> or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T AtLeast<T>(T value, T least, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => T.IsFinite(value) && value >= least
            ? value
            : Check(value, false, Invariant($"{least} or more{AndFinite<T>()}"), name);

    /// <summary>The same of a setting that may be left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public static T? AtLeast<T>(T? value, T least, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => value is { } given ? AtLeast(given, least, name) : null;

    /// <summary>The value, which must be finite and above <paramref name="bound"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T Above<T>(T value, T bound, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => T.IsFinite(value) && value > bound
            ? value
            : Check(value, false, Invariant($"above {bound}{AndFinite<T>()}"), name);

    /// <summary>The same of a setting that may be left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public static T? Above<T>(T? value, T bound, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => value is { } given ? Above(given, bound, name) : null;

    /// <summary>The value, which must be in [0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T Fraction<T>(T value, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => Check(value, value >= T.Zero && value < T.One, "0 or more and below 1", name);

    /// <summary>The value, which must be above 0 and at most 1: a part of a whole, or all of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T Part<T>(T value, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => Check(value, value > T.Zero && value <= T.One, "above 0 and at most 1", name);

    /// <summary>The value, which must lie between two others, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static T Between<T>(T value, T least, T most, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => Check(value, value >= least && value <= most, Invariant($"from {least} to {most}"), name);

    /// <summary>The same of a setting that may be left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public static T? Between<T>(T? value, T least, T most, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => value is { } given ? Between(given, least, most, name) : null;

    /// <summary>Refuses a position that is not in [0, <paramref name="count"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static void RequireIndex(long index, long count, string name)
    {
        if (index < 0 || index >= count)
        {
            throw OutOfRange(name, Invariant($"{name} must be 0 or more and below {count}. Got {index}."));
        }
    }

    /// <summary>Refuses a minimum above its maximum, where both are given.</summary>
    /// <exception cref="TrimtabException">They are in the wrong order; either may be right by itself.</exception>
    public static void RequireOrder<T>(
        T? min,
        T? max,
        [CallerArgumentExpression(nameof(min))] string minName = "",
        [CallerArgumentExpression(nameof(max))] string maxName = "")
        where T : struct, INumber<T>
    {
        if (min > max)
        {
            throw new TrimtabException(Invariant($"{minName} must be at most {maxName} ({max}). Got {min}."));
        }
    }

    /// <summary>Refuses a list or span of another length than <paramref name="expected"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has another length.</exception>
    public static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw OutOfRange(name, Invariant($"{name} must have a length of {expected}. Got {length}."));
        }
    }

    /// <summary>The value, which must be finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T Finite<T>(T value, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => Check(value, T.IsFinite(value), "finite", name);

    /// <summary>The value where <paramref name="isKept"/> holds: for rules the others cannot say.</summary>
    /// <param name="value">What came.</param>
    /// <param name="isKept">Whether it may be.</param>
    /// <param name="rule">What it must be, so that "… must be {rule}." is a sentence.</param>
    /// <param name="name">The setting.</param>
    /// <exception cref="ArgumentOutOfRangeException">It may not be.</exception>
    public static T Check<T>(T value, bool isKept, string rule, [CallerMemberName] string name = "")
        where T : struct, INumber<T> => isKept
            ? value
            : throw OutOfRange(name, Invariant($"{name} must be {rule}. Got {value}."));

    /// <summary>The value, which must be a member of its enum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static T Defined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum => Enum.IsDefined(value)
            ? value
            : throw OutOfRange(name, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}. Got {InvariantText.Of(value)}.");

    /// <summary>The value, which must be given and, of a text, not blank.</summary>
    /// <exception cref="ArgumentException">It is null or blank.</exception>
    public static T Required<T>(T? value, [CallerMemberName] string name = "")
        where T : class => value is null || (value is string text && string.IsNullOrWhiteSpace(text))
            ? throw new ArgumentException(
                $"{name} must be given. Got {(value is null ? "null" : "blank text")}; leave it out for its default.", name)
            : value;

    /// <summary>The text, which must be given and may be blank.</summary>
    /// <exception cref="ArgumentException">It is null.</exception>
    public static string AnyText(string? value, [CallerMemberName] string name = "") => value ?? Required(value, name);

    /// <summary>The list, which must be given and hold no null.</summary>
    /// <exception cref="ArgumentException">It is null, or an item is.</exception>
    public static IReadOnlyList<T> RequiredItems<T>(IReadOnlyList<T>? values, [CallerMemberName] string name = "")
        where T : class
    {
        int gap = Required(values, name).Index().FirstOrDefault(item => item.Item is null, (-1, null!)).Index;
        return gap < 0
            ? values!
            : throw new ArgumentException(Invariant($"{name} must hold no null. Got one at position {gap}: take it out."), name);
    }

    /// <summary>The error of a value that may not be, for rules that are no sentence about one number.</summary>
    /// <param name="name">The setting or argument.</param>
    /// <param name="message">
    /// The rule and what came, written in the invariant culture; the framework's own "Actual value was" follows the user's.
    /// </param>
    public static ArgumentOutOfRangeException OutOfRange(string name, string message) => new(name, message);

    private static string AndFinite<T>()
        where T : struct, INumber<T> => T.IsInteger(T.One / (T.One + T.One)) ? "" : " and finite";
}
