using System.Text.RegularExpressions;
using Trimtab.Spaces;

namespace Trimtab.Tool.Programs;

/// <summary>A parameter of a program: <c>lr=1e-5..1e-1:log</c>. Immutable.</summary>
/// <param name="Name">Letters, digits, '_', '-' and '.'; begins with a letter or '_'.</param>
/// <param name="Distribution">Its values; false and true for a flag.</param>
/// <param name="IsFlag">Whether it is a word that is given or left out: <c>--bias</c> or nothing.</param>
internal sealed partial record ProgramParameter(string Name, Distribution Distribution, bool IsFlag = false)
{
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

    /// <summary>A value of the parameter that a word means.</summary>
    /// <exception cref="TrimtabException">The parameter can't have it.</exception>
    public ParameterValue Value(string word)
    {
        var given = ValueText.List(word) is [var only] ? only : (ParameterValue)word;
        ParameterValue[] readings = [given, word, .. IsFlag && bool.TryParse(word, out bool flag) ? [flag] : Array.Empty<ParameterValue>()];
        var value = readings.Where(Distribution.Contains).Cast<ParameterValue?>().FirstOrDefault();
        return value ?? throw new TrimtabException($"A value of '{Name}' is one of: {Values}. Got '{word}'.");
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.\-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NameRule();
}
