using System.Globalization;
using System.Text.RegularExpressions;
using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>
/// The values of a parameter in one word: <c>1e-5..1e-1:log</c>, <c>16..256:step=16</c>, <c>sgd,adam</c>, <c>fixed:7</c>, or as a call:
/// <c>log(1e-5,1e-1)</c>. Pure functions, the same in every culture.
/// </summary>
internal static partial class DistributionText
{
    private const string Forms =
        "a range, as 1..8 or 1e-5..1e-1:log (also :int, :float, :step=2), a list, as sgd,adam, flag, or one value, as fixed:7";

    private static readonly Dictionary<string, string> _calls = new(StringComparer.OrdinalIgnoreCase)
    {
        ["log"] = ":log",
        ["int"] = ":int",
        ["float"] = ":float",
        ["uniform"] = ":float",
        ["loguniform"] = ":float:log",
        ["logint"] = ":int:log",
        ["range"] = "",
    };

    /// <summary>Reads the values of a parameter.</summary>
    /// <exception cref="TrimtabException">The text is none of the forms, or its numbers do not fit one another.</exception>
    public static Distribution Parse(string text)
    {
        string plain = WithoutCall(text.Trim());
        try
        {
            return plain.StartsWith("fixed:", StringComparison.Ordinal) ? Fixed(plain["fixed:".Length..])
                : Range().Match(plain) is { Success: true } range ? Parse(range)
                : HasRange(plain) ? throw new TrimtabException(
                    "A list has no ranges, and the numbers of a range have a decimal point, as 0.5..1.5; a word with two dots stands in "
                    + $"quotes. Got '{text}'.")
                : ValueText.LooksLikeRange(plain) ? throw Unknown(text)
                : Choices(plain, text);
        }
        catch (ArgumentException error)
        {
            string kind = IsWholeRange(plain) ? ", a range of whole numbers, as both its ends are; :float makes it real" : "";
            throw new TrimtabException($"{error.Message.Split(" (Parameter")[0]} It is in '{text}'{kind}.", error);
        }
    }

    /// <summary>The word that reads back as the distribution.</summary>
    public static string Of(Distribution distribution) => distribution switch
    {
        IntDistribution whole => Invariant($"{whole.Low}..{whole.High}{(whole.Step > 1 ? Invariant($":step={whole.Step}") : "")}")
            + (whole.Log ? ":log" : ""),
        FloatDistribution real => $"{ValueText.Real(real.Low)}..{ValueText.Real(real.High)}"
            + (real.Step is { } step ? $":step={ValueText.Real(step)}" : "") + (real.Log ? ":log" : ""),
        CategoricalDistribution { Values: [var only] } => $"fixed:{ValueText.Item(only)}",
        CategoricalDistribution list => string.Join(",", list.Values.Select(ValueText.Item)),
        _ => distribution.ToString(),
    };

    /// <summary>The distribution in words: <c>float 1e-05 to 0.1, log</c>.</summary>
    public static string Words(Distribution distribution) => distribution switch
    {
        IntDistribution whole => Invariant($"int {whole.Low} to {whole.High}")
            + (whole.Step > 1 ? Invariant($" in steps of {whole.Step}") : "") + (whole.Log ? ", log" : ""),
        FloatDistribution real => $"float {ValueText.Real(real.Low)} to {ValueText.Real(real.High)}"
            + (real.Step is { } step ? $" in steps of {ValueText.Real(step)}" : "") + (real.Log ? ", log" : ""),
        CategoricalDistribution { Values: [var only] } => $"fixed at {ValueText.Item(only)}",
        CategoricalDistribution { Values: { Count: > 1 } values } =>
            $"{string.Join(", ", values.Take(values.Count - 1).Select(ValueText.Item))} or {ValueText.Item(values[^1])}",
        _ => distribution.ToString(),
    };

    private static string WithoutCall(string text)
    {
        if (Call().Match(text) is not { Success: true } call)
        {
            return text;
        }

        var (name, inside) = (call.Groups["name"].Value, call.Groups["inside"].Value);
        if (name is "choice" or "choices")
        {
            return inside;
        }

        if (name == "fixed")
        {
            return $"fixed:{inside}";
        }

        string[] arguments = inside.Split(',', StringSplitOptions.TrimEntries);
        return _calls.TryGetValue(name, out string? kind) && arguments.Length >= 2
            ? $"{arguments[0]}..{arguments[1]}{kind}{string.Concat(arguments.Skip(2).Select(argument => $":{argument}"))}"
            : throw Unknown(text);
    }

    /// <summary>Whether an item of a list, which is not in quotes, is a range.</summary>
    private static bool HasRange(string text) =>
        text.Contains("..", StringComparison.Ordinal) && text.Contains(',', StringComparison.Ordinal)
        && ValueText.PlainItems(text.Trim('[', ']')).Any(item => Range().IsMatch(item));

    private static CategoricalDistribution Fixed(string text) => ValueText.List(text) is [var only]
        ? new([only])
        : throw new TrimtabException($"A fixed parameter has one value. Got '{text}'; put a value with commas in quotes.");

    private static CategoricalDistribution Choices(string text, string given) =>
        text.Length == 0 ? throw Unknown(given)
        : ValueText.List(WithoutBrackets(text)) is { Count: > 1 } values ? new(ParameterValues.Create([.. values]))
        : throw Unknown(given);

    /// <summary>The items of a list as files have it, <c>[sgd, adam]</c>.</summary>
    private static string WithoutBrackets(string text) => text switch
    {
        ['[', .. var inside, ']'] when !inside.AsSpan().ContainsAny('[', ']') => inside.Trim(),
        ['[' or '(' or '{', ..] => throw new TrimtabException(
            $"A list is written sgd,adam or [sgd, adam]; a value that begins with a bracket stands in quotes. Got '{text}'."),
        _ => text,
    };

    private static Distribution Parse(Match range)
    {
        var (low, high) = (range.Groups["low"].Value, range.Groups["high"].Value);
        string? step = null;
        bool? isIntGiven = null;
        bool isLog = false, isInt = IsWhole(low) && IsWhole(high);
        foreach (string option in range.Groups["options"].Value.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (option)
            {
                case "log": isLog = true; break;
                case "int": isIntGiven = true; break;
                case "float": isIntGiven = false; break;
                case var _ when option.StartsWith("step=", StringComparison.Ordinal): step = option["step=".Length..]; break;
                default:
                    throw new TrimtabException(
                    $"A range is followed by :log, :int, :float or :step=2. Got ':{option}' in '{range.Value}'.");
            }
        }

        if (isIntGiven != false && new[] { low, high }.FirstOrDefault(end => Digits().IsMatch(end) && !IsWhole(end)) is { } beyond)
        {
            throw new TrimtabException($"The numbers of an int range have 64 bits. Got {beyond}; write :float for real numbers.");
        }

        isInt = isIntGiven ?? (isInt && (step is null || IsWhole(step)));
        return isInt
            ? new IntDistribution(Whole(low), Whole(high), isLog, step is null ? 1 : Whole(step))
            : new FloatDistribution(Real(low), Real(high), isLog, step is null ? null : Real(step));
    }

    private static bool IsWholeRange(string text) => Range().Match(text) is { Success: true } range
        && !range.Groups["options"].Value.Contains(":float", StringComparison.Ordinal)
        && IsWhole(range.Groups["low"].Value) && IsWhole(range.Groups["high"].Value);

    private static bool IsWhole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static long Whole(string text) => IsWhole(text)
        ? long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        : Real(text) is var real && real == Math.Floor(real) && Math.Abs(real) < 9.2e18
            ? (long)real
            : throw new TrimtabException($"The numbers of an int range are whole. Got {text}; write :float for real numbers.");

    private static double Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new TrimtabException($"A range is of numbers. Got '{text}'.");

    private static TrimtabException Unknown(string text) => new($"The values of a parameter are {Forms}. Got '{text}'.");

    [GeneratedRegex(
        @"^(?<low>[-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\.\."
        + @"(?<high>[-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)(?<options>(?::[^:]*)*)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex("^[-+]?[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?<name>[A-Za-z]+)\((?<inside>.*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Call();
}
