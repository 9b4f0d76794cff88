using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Unicode = System.Text.Unicode.Utf8;

namespace Trimtab.Storages;

/// <summary>
/// Reads JSON as Python's json module writes it: <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> stand where numbers do, integers have any
/// size, and escapes may be halves of a surrogate pair. Nothing is copied: a value is the part of the text that it was written as.
/// </summary>
/// <remarks>
/// System.Text.Json refuses these tokens. What it accepts is read alike here. Depth is limited to <see cref="DeepestNesting"/>.
/// </remarks>
internal static class PythonJson
{
    /// <summary>Arrays and objects inside one another that are read; Python's own limit is its stack, near 1,000.</summary>
    public const int DeepestNesting = 512;

    private static readonly SearchValues<byte> _special =
        SearchValues.Create([.. "\"\\"u8, .. Enumerable.Range(0, 32).Select(code => (byte)code)]);

    private static readonly string[] _words = ["true", "false", "null", "NaN", "Infinity", "-Infinity"];

    /// <summary>The only value of a text, without the white space around it.</summary>
    /// <exception cref="JsonException">The text is no JSON value, or has more after it.</exception>
    public static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text)
    {
        if (!Unicode.IsValid(text))
        {
            throw new JsonException("JSON must be UTF-8. Some bytes are not.");
        }

        int start = SkipSpace(text, 0), end = End(text, start);
        return SkipSpace(text, end) == text.Length ? text[start..end] : throw Invalid(text, end, "the end of the text");
    }

    /// <summary>The members of the only value of a text, an object: where their names and values stand.</summary>
    /// <exception cref="JsonException">The text is no JSON object, or has more after it.</exception>
    public static void ReadObject(ReadOnlySpan<byte> text, List<(Range Name, Range Value)> members)
    {
        if (!Unicode.IsValid(text))
        {
            throw new JsonException("JSON must be UTF-8. Some bytes are not.");
        }

        members.Clear();
        int at = SkipSpace(text, 0);
        if (at < text.Length && text[at] != '{')
        {
            at = SkipSpace(text, End(text, at));
            throw at == text.Length ? Invalid(text, 0, "an object") : Invalid(text, at, "the end of the text");
        }

        at = SkipSpace(text, Expect(text, at, (byte)'{'));
        for (bool isFirst = true; at >= text.Length || text[at] != '}'; isFirst = false)
        {
            at = isFirst ? at : SkipSpace(text, Expect(text, at, (byte)','));
            int name = at, nameEnd = EndOfString(text, name);
            int value = SkipSpace(text, Expect(text, SkipSpace(text, nameEnd), (byte)':')), valueEnd = End(text, value, 1);
            members.Add((name..nameEnd, value..valueEnd));
            at = SkipSpace(text, valueEnd);
        }

        at = SkipSpace(text, at + 1);
        if (at < text.Length)
        {
            throw Invalid(text, at, "the end of the text");
        }
    }

    /// <summary>Whether a value is an object.</summary>
    public static bool IsObject(ReadOnlySpan<byte> value) => value is [(byte)'{', ..];

    /// <summary>Whether a value is an array.</summary>
    public static bool IsArray(ReadOnlySpan<byte> value) => value is [(byte)'[', ..];

    /// <summary>Whether a value is a string.</summary>
    public static bool IsString(ReadOnlySpan<byte> value) => value is [(byte)'"', ..];

    /// <summary>Whether a value is null.</summary>
    public static bool IsNull(ReadOnlySpan<byte> value) => value.SequenceEqual("null"u8);

    /// <summary>A string's characters; a lone half of a surrogate pair stays one.</summary>
    /// <exception cref="JsonException">The value is no string.</exception>
    public static string Text(ReadOnlySpan<byte> value)
    {
        if (!IsString(value))
        {
            throw Invalid(value, 0, "a string");
        }

        var inner = value[1..^1];
        return inner.Contains((byte)'\\') ? Unescape(inner) : Encoding.UTF8.GetString(inner);
    }

    /// <summary>A number, or one of the three tokens; integers beyond 2⁵³ are rounded.</summary>
    /// <exception cref="JsonException">The value is no number.</exception>
    public static double Number(ReadOnlySpan<byte> value) => value switch
    {
        [(byte)'N', ..] => double.NaN,
        [(byte)'I', ..] => double.PositiveInfinity,
        [(byte)'-', (byte)'I', ..] => double.NegativeInfinity,
        _ when Utf8Parser.TryParse(value, out double number, out int read) && read == value.Length => number,
        _ => throw Invalid(value, 0, "a number"),
    };

    /// <summary>An integer.</summary>
    /// <exception cref="JsonException">The value is no integer, or needs more than 64 bits.</exception>
    public static long Integer(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long number, out int read) && read == value.Length ? number : throw Invalid(value, 0, "an integer");

    /// <summary>A Boolean.</summary>
    /// <exception cref="JsonException">The value is neither true nor false.</exception>
    public static bool Boolean(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("true"u8) || (value.SequenceEqual("false"u8) ? false : throw Invalid(value, 0, "true or false"));

    /// <summary>The members of an object, in the order of the text.</summary>
    /// <exception cref="JsonException">The value is no object.</exception>
    public static JsonMembers Members(ReadOnlySpan<byte> value) => IsObject(value) ? new(value) : throw Invalid(value, 0, "an object");

    /// <summary>The items of an array.</summary>
    /// <exception cref="JsonException">The value is no array.</exception>
    public static JsonItems Items(ReadOnlySpan<byte> value) => IsArray(value) ? new(value) : throw Invalid(value, 0, "an array");

    /// <summary>The index after the value that begins at <paramref name="start"/>; all of it is checked.</summary>
    /// <exception cref="JsonException">There is no valid value.</exception>
    public static int End(ReadOnlySpan<byte> text, int start) => End(text, start, 0);

    /// <summary>The index of the first byte from <paramref name="start"/> on that is no white space.</summary>
    public static int SkipSpace(ReadOnlySpan<byte> text, int start)
    {
        while (start < text.Length && text[start] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            start++;
        }

        return start;
    }

    private static int End(ReadOnlySpan<byte> text, int start, int depth) => (start < text.Length ? text[start] : (byte)0) switch
    {
        (byte)'"' => EndOfString(text, start),
        (byte)'{' => EndOfNested(text, start, depth + 1, (byte)'}', hasNames: true),
        (byte)'[' => EndOfNested(text, start, depth + 1, (byte)']', hasNames: false),
        >= (byte)'0' and <= (byte)'9' => EndOfNumber(text, start),
        _ => EndOfWord(text, start) ?? EndOfNumber(text, start),
    };

    private static int EndOfNested(ReadOnlySpan<byte> text, int start, int depth, byte close, bool hasNames)
    {
        if (depth > DeepestNesting)
        {
            throw new JsonException(Invariant($"Arrays and objects must not be nested deeper than {DeepestNesting}."));
        }

        int at = SkipSpace(text, start + 1);
        if (at < text.Length && text[at] == close)
        {
            return at + 1;
        }

        while (true)
        {
            if (hasNames)
            {
                at = SkipSpace(text, EndOfString(text, at));
                at = SkipSpace(text, Expect(text, at, (byte)':'));
            }

            at = SkipSpace(text, End(text, at, depth));
            if (at < text.Length && text[at] == close)
            {
                return at + 1;
            }

            at = SkipSpace(text, Expect(text, at, (byte)','));
        }
    }

    private static int EndOfString(ReadOnlySpan<byte> text, int start)
    {
        int at = Expect(text, start, (byte)'"');
        while (true)
        {
            int stop = text[at..].IndexOfAny(_special);
            at = stop < 0 ? text.Length : at + stop;
            byte special = at < text.Length ? text[at] : (byte)0;
            if (special == '"')
            {
                return at + 1;
            }

            at = special == '\\' ? EndOfEscape(text, at) : throw Invalid(text, at, "the rest of a string");
        }
    }

    private static int EndOfEscape(ReadOnlySpan<byte> text, int start)
    {
        byte kind = start + 1 < text.Length ? text[start + 1] : (byte)0;
        if (kind == 'u' && start + 6 <= text.Length && IsHex(text.Slice(start + 2, 4)))
        {
            return start + 6;
        }

        return kind != 0 && "\"\\/bfnrt"u8.Contains(kind) ? start + 2 : throw Invalid(text, start, "an escape");
    }

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }

    private static int? EndOfWord(ReadOnlySpan<byte> text, int start)
    {
        foreach (string word in _words)
        {
            if (start + word.Length <= text.Length && Ascii.Equals(text.Slice(start, word.Length), word))
            {
                return start + word.Length;
            }
        }

        return null;
    }

    private static int EndOfNumber(ReadOnlySpan<byte> text, int start)
    {
        int at = start < text.Length && text[start] == '-' ? start + 1 : start;
        at = at < text.Length && text[at] == '0' ? at + 1 : Digits(text, at);
        if (at < text.Length && text[at] == '.')
        {
            at = Digits(text, at + 1);
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at = Digits(text, at < text.Length && text[at] is (byte)'+' or (byte)'-' ? at + 1 : at);
        }

        return at;
    }

    private static int Digits(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            at++;
        }

        return at > start ? at : throw Invalid(text, start, "a value");
    }

    private static int Expect(ReadOnlySpan<byte> text, int at, byte expected) =>
        at < text.Length && text[at] == expected ? at + 1 : throw Invalid(text, at, $"'{(char)expected}'");

    private static string Unescape(ReadOnlySpan<byte> inner)
    {
        var text = new StringBuilder(inner.Length);
        while (inner.Length > 0)
        {
            int next = inner.IndexOf((byte)'\\');
            text.Append(Encoding.UTF8.GetString(next < 0 ? inner : inner[..next]));
            if (next < 0)
            {
                break;
            }

            bool isCode = inner[next + 1] == 'u';
            text.Append(isCode ? Code(inner.Slice(next + 2, 4)) : Unescape((char)inner[next + 1]));
            inner = inner[(next + (isCode ? 6 : 2))..];
        }

        return text.ToString();
    }

    private static char Code(ReadOnlySpan<byte> digits) =>
        (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static char Unescape(char kind) => kind switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => kind,
    };

    private static JsonException Invalid(ReadOnlySpan<byte> text, int at, string expected) => new(Invariant(
        $"JSON must have {expected} at byte {at}. Got {(at < text.Length ? Excerpt(text[at..]) : "the end of the text")}."));

    private static string Excerpt(ReadOnlySpan<byte> rest) => $"'{Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, 20)])}'";
}
