using System.Text.RegularExpressions;
using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>
/// When a parameter applies: <c>momentum:opt=sgd</c>, <c>momentum:opt=sgd,rmsprop</c> (one of them), <c>drop:layers&gt;=3</c>. Immutable.
/// </summary>
/// <param name="Parameter">The parameter that applies or does not.</param>
/// <param name="Other">The parameter it depends on.</param>
/// <param name="Sign">How its value is compared: =, !=, &lt;, &lt;=, &gt; or &gt;=.</param>
/// <param name="Values">Values it is compared with; one value unless the sign is = or !=.</param>
internal sealed partial record Condition(string Parameter, string Other, string Sign, IReadOnlyList<ParameterValue> Values)
{
    /// <summary>Reads a condition of a space.</summary>
    /// <exception cref="TrimtabException">It has another form, or names a parameter or value that the space does not have.</exception>
    public static Condition Parse(string text, IReadOnlyDictionary<string, ProgramParameter> parameters)
    {
        if (Form().Match(text) is not { Success: true } form)
        {
            throw new TrimtabException($"A condition is written parameter:other=value, as momentum:opt=sgd. Got '{text}'.");
        }

        var (name, other) = (Find(form.Groups["name"].Value), Find(form.Groups["other"].Value));
        string sign = form.Groups["sign"].Value;
        ParameterValue[] values = [.. ValueText.List(form.Groups["values"].Value)
            .Select(value => sign is "=" or "!=" ? other.Value(ValueText.Item(value)) : Number(ValueText.Parse(ValueText.Item(value))))];
        return values.Length == 1 || sign is "=" or "!="
            ? new(name.Name, other.Name, sign, values)
            : throw new TrimtabException($"A parameter is compared with one number by {sign}. Got '{text}'.");

        ProgramParameter Find(string parameter) => parameters.TryGetValue(parameter, out var known)
            ? known
            : throw new UnknownNameException("parameter", parameter, parameters.Keys);

        ParameterValue Number(ParameterValue value) => value.IsNumber && other.Distribution is not CategoricalDistribution
            ? value
            : throw new TrimtabException(
                $"Only numbers of a range are compared by {sign}. Got '{text}'; '{other.Name}' is {other.Values}.");
    }

    /// <summary>Whether the condition is met by what other parameters are; not where the other one does not apply itself.</summary>
    public bool IsMet(IReadOnlyDictionary<string, ParameterValue> chosen)
    {
        if (!chosen.TryGetValue(Other, out var value))
        {
            return false;
        }

        int order = value.IsNumber && Values[0].IsNumber ? value.As<double>().CompareTo(Values[0].As<double>()) : 0;
        return Sign switch
        {
            "=" => Values.Any(Equals),
            "!=" => !Values.Any(Equals),
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };

        bool Equals(ParameterValue wanted) => wanted == value
            || (wanted.IsNumber && value.IsNumber && wanted.As<double>() == value.As<double>());
    }

    /// <summary>The condition as it is written.</summary>
    public override string ToString() => $"{Parameter}:{Other}{Sign}{string.Join(",", Values.Select(ValueText.Item))}";

    /// <summary>The condition in words: <c>opt is sgd</c>.</summary>
    public string Words => Sign switch
    {
        "=" => $"{Other} is {Listed}",
        "!=" => $"{Other} is not {Listed}",
        _ => $"{Other} {Sign} {Listed}",
    };

    private string Listed => string.Join(" or ", Values.Select(ValueText.Item));

    [GeneratedRegex(@"^(?<name>[^:=<>!]+):(?<other>[^:=<>!]+)(?<sign><=|>=|!=|=|<|>)(?<values>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
