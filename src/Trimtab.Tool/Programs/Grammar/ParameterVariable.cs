namespace Trimtab.Tool.Programs.Grammar;

/// <summary>The variable of the environment that has a parameter's value: TRIMTAB_PARAM_LR of lr. Pure functions.</summary>
internal static class ParameterVariable
{
    /// <summary>Beginning of the name of every such variable.</summary>
    public const string Prefix = "TRIMTAB_PARAM_";

    /// <summary>The variables by the names of parameters.</summary>
    /// <exception cref="TrimtabException">Two parameters have one.</exception>
    public static Dictionary<string, string> ByName(IEnumerable<string> parameters)
    {
        var variables = parameters.ToDictionary(name => name, Of, StringComparer.Ordinal);
        return variables.CountBy(item => item.Value).FirstOrDefault(item => item.Value > 1) is { Key: { } twice }
            ? throw new TrimtabException(
                $"Parameters have different names in the environment. Two are {twice}: "
                + $"{string.Join(", ", variables.Where(item => item.Value == twice).Select(item => item.Key))}.")
            : variables;
    }

    /// <summary>The variable of a parameter.</summary>
    public static string Of(string name) =>
        Prefix + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));
}
