using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Studies;

/// <summary>A trial as assignments that a POSIX shell evaluates: the variables that programs of <c>run</c> have. Pure functions.</summary>
internal static class ShellAssignments
{
    /// <summary>A line for each variable: the number, the attempt, and each parameter.</summary>
    /// <exception cref="TrimtabException">Two parameters have one variable.</exception>
    public static IEnumerable<string> Of(int number, int attempt, ParameterSet parameters)
    {
        var variables = ParameterVariable.ByName(parameters.Keys);
        return
        [
            Invariant($"TRIMTAB_TRIAL={number}"),
            Invariant($"TRIMTAB_ATTEMPT={attempt}"),
            .. parameters.Select(item => $"{variables[item.Key]}={CommandLineText.Quote(ValueText.Of(item.Value))}"),
        ];
    }
}
