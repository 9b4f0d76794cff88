using System.Text.RegularExpressions;
using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>A parameter of a program: <c>lr=1e-5..1e-1:log</c>. Immutable.</summary>
/// <param name="Name">Letters, digits, '_', '-' and '.'; begins with a letter or '_'.</param>
/// <param name="Distribution">Distribution of its values; false and true for a flag.</param>
/// <param name="IsFlag">Whether it is a word that is given or left out: <c>--bias</c> or nothing.</param>
internal sealed partial record ProgramParameter(string Name, Distribution Distribution, bool IsFlag = false)
{
    /// <summary>The regular expression of a name.</summary>
    public const string NamePattern = @"[A-Za-z_][A-Za-z0-9_.\-]*";

    private static readonly CategoricalDistribution _given = new([false, true]);

    /// <summary>The values as they are written: <c>1e-05..0.1:log</c>.</summary>
    public string Values => IsFlag ? "flag" : DistributionText.Of(Distribution);

    /// <summary>Reads <c>name=values</c>.</summary>
    /// <exception cref="TrimtabException">It has another form; the message says which are known.</exception>
    public static ProgramParameter Parse(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            ? Of(text[..sign].Trim(), text[(sign + 1)..])
            : throw new TrimtabException($"A parameter is written name=values, as lr=1e-5..1e-1:log. Got '{text}'.");
    }

    /// <summary>A parameter of a name and the text of its values.</summary>
    /// <exception cref="TrimtabException">The name has other characters, or the values another form.</exception>
    public static ProgramParameter Of(string name, string values)
    {
        if (!NameRule().IsMatch(name))
        {
            throw new TrimtabException(
                $"The name of a parameter has letters, digits, '_', '-' and '.', and begins with a letter or '_'. Got '{name}'.");
        }

        try
        {
            return values.Trim() == "flag" ? new(name, _given, IsFlag: true) : new(name, DistributionText.Parse(values));
        }
        catch (TrimtabException error)
        {
            throw new TrimtabException($"Parameter '{name}': {error.Message}", error);
        }
    }

    /// <summary>Name and values in words: <c>lr: float 1e-05 to 0.1, log</c>.</summary>
    public override string ToString() => $"{Name}: {(IsFlag ? $"flag, --{Name} or nothing" : DistributionText.Words(Distribution))}";

    /// <summary>The value of the parameter that a word means; in quotes it is text.</summary>
    /// <exception cref="TrimtabException">The parameter can't have it.</exception>
    public ParameterValue Value(string word) => ValueText.Unquoted(word) is { } text
        ? Value((ParameterValue)text)
        : ChoiceWritten(word) ?? Find(ValueText.Parse(word)) ?? Find(word) ?? throw Refused(word);

    /// <summary>The value of the parameter that a number, text or truth value means: 5.0 is the whole number 5.</summary>
    /// <exception cref="TrimtabException">The parameter can't have it.</exception>
    public ParameterValue Value(ParameterValue given) => Find(given) ?? throw Refused(ValueText.Of(given));

    /// <summary>Why a trial can't have the value; null where it can.</summary>
    public string? Refusal(ParameterValue given) => Distribution.Contains(given) ? null : Refused(ValueText.Of(given)).Message;

    /// <summary>
    /// The parameter with the choices that trials have had, where they are the same in another order or type: <c>true</c> the word and the
    /// truth value, 1 and 1.0, 1e-3 and 0.001.
    /// </summary>
    /// <param name="before">The distribution that trials have had; null for none.</param>
    public ProgramParameter With(Distribution? before) =>
        Distribution is CategoricalDistribution now && before is CategoricalDistribution then && !now.Equals(then)
            && (Words(now).SequenceEqual(Words(then))
                || (then.Values.All(value => value.IsNumber) && Amounts(now).SequenceEqual(Amounts(then))))
        ? this with { Distribution = then }
        : this;

    /// <summary>Why trials can't have the parameter after those that have had it; null where they can.</summary>
    /// <param name="before">The distribution that trials have had; null for none.</param>
    public string? Clash(Distribution? before)
    {
        bool goesOn = (before, Distribution) switch
        {
            (null, _) => true,
            (FloatDistribution then, FloatDistribution now) => then.Log == now.Log,
            (IntDistribution then, IntDistribution now) => then.Log == now.Log,
            _ => before.Equals(Distribution),
        };
        return goesOn ? null : $"'{Name}' was {DistributionText.Of(before!)}, now {Values}";
    }

    private static IEnumerable<string> Words(CategoricalDistribution list) => list.Values
        .Select(value => value.IsNumber ? ValueText.Real(value.As<double>()) : ValueText.Of(value)).Order(StringComparer.Ordinal);

    /// <summary>The same, numbers that are written in another way as such: 1e-3 is 0.001.</summary>
    private static IEnumerable<string> Amounts(CategoricalDistribution list) => list.Values
        .Select(value => value.Value is string text && ValueText.Parse(text) is { IsNumber: true } number ? number : value)
        .Select(value => value.IsNumber ? ValueText.Real(value.As<double>()) : ValueText.Of(value)).Order(StringComparer.Ordinal);

    private TrimtabException Refused(string word) => new(
        $"A value of '{Name}' is {Kind(Distribution)} {Values}. Got '{word}'.");

    private static string Kind(Distribution distribution) => distribution switch
    {
        IntDistribution => "a whole number within",
        FloatDistribution => "a number within",
        _ => "one of:",
    };

    private ParameterValue? Find(ParameterValue given) => Distribution switch
    {
        CategoricalDistribution list => Choice(list, choice => choice == given)
            ?? Choice(list, choice => choice.IsNumber && given.IsNumber && choice.As<double>() == given.As<double>())
            ?? Choice(list, choice => (given.Value is not string || choice.Value is not (double or long or bool))
                && choice.ToDisplayString() == given.ToDisplayString()),
        _ when !given.IsNumber || !Distribution.Contains(given) => null,
        IntDistribution => given.As<long>(),
        _ => given.As<double>(),
    };

    /// <summary>The choice that is written so, a number or truth value before a text: 7 of 7 and "7".</summary>
    private ParameterValue? ChoiceWritten(string word) => Distribution is not CategoricalDistribution list ? null
        : Choice(list, choice => choice.Value is not string && ValueText.Of(choice) == word)
            ?? Choice(list, choice => choice.Value is string text && text == word);

    private static ParameterValue? Choice(CategoricalDistribution list, Func<ParameterValue, bool> isMeant) =>
        list.Values.Where(isMeant).Cast<ParameterValue?>().FirstOrDefault();

    [GeneratedRegex($"^{NamePattern}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameRule();
}
