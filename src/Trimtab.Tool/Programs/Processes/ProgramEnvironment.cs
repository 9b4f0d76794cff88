using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>The environment that programs have beside what is of their trial: the tool's own. Pure functions.</summary>
internal static class ProgramEnvironment
{
    /// <summary>Variables of a trial, which a program that is tuned would hand on to a tool that it starts.</summary>
    private static readonly string[] _ofTrials =
        [ParameterVariable.Prefix, "TRIMTAB_TRIAL", "TRIMTAB_ATTEMPT", "TRIMTAB_SEED", "TRIMTAB_DIR", ProcessGuard.Variable];

    /// <summary>Each as NAME=value.</summary>
    /// <param name="variables">Those of the tool.</param>
    /// <param name="mark">By which the guard knows the programs, as NAME=value.</param>
    public static string[] Of(IReadOnlyDictionary<string, string> variables, string mark) =>
    [
        .. variables.Where(item => !_ofTrials.Any(name => item.Key.StartsWith(name, StringComparison.Ordinal)))
            .Select(item => $"{item.Key}={item.Value}"),
        // Python would keep what it prints until the end, and be pruned too late.
        .. variables.ContainsKey("PYTHONUNBUFFERED") ? Array.Empty<string>() : ["PYTHONUNBUFFERED=1"],
        mark,
    ];
}
