using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Studies;

/// <summary>A trial as assignments that a POSIX shell evaluates: the variables that programs of <c>run</c> have. Pure functions.</summary>
internal static class ShellAssignments
{
    /// <summary>
    /// A line for each variable: the number, the attempt, and each parameter. Those that do not apply are unset, for a loop's last trial
    /// may have had them.
    /// </summary>
    /// <param name="number">The trial.</param>
    /// <param name="attempt">Which attempt at it.</param>
    /// <param name="parameters">The parameters it has.</param>
    /// <param name="names">Names of all that the study's trials may have.</param>
    /// <exception cref="TrimtabException">Two parameters have one variable.</exception>
    public static IEnumerable<string> Of(int number, int attempt, ParameterSet parameters, IEnumerable<string> names)
    {
        var variables = ParameterVariable.ByName(names.Union(parameters.Keys, StringComparer.Ordinal));
        return
        [
            Invariant($"TRIMTAB_TRIAL={number}"),
            Invariant($"TRIMTAB_ATTEMPT={attempt}"),
            .. parameters.Select(item => $"{variables[item.Key]}={CommandLineText.Quote(ValueText.Of(item.Value))}"),
            .. variables.Keys.Where(name => !parameters.ContainsKey(name)).Select(name => $"unset {variables[name]}"),
        ];
    }
}
