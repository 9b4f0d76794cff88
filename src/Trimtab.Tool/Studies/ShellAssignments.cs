using Trimtab.Spaces;

namespace Trimtab.Tool.Studies;

/// <summary>A trial as assignments that a POSIX shell evaluates. Pure functions.</summary>
internal static class ShellAssignments
{
    /// <summary>A line for each variable: the number, the attempt, and each parameter in upper case.</summary>
    public static IEnumerable<string> Of(int number, int attempt, ParameterSet parameters) =>
    [
        Invariant($"TRIMTAB_TRIAL={number}"),
        Invariant($"TRIMTAB_ATTEMPT={attempt}"),
        .. parameters.Select(item => $"TRIMTAB_PARAM_{Name(item.Key)}={Quoted(item.Value.ToDisplayString())}"),
    ];

    private static string Name(string parameter) =>
        string.Concat(parameter.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
