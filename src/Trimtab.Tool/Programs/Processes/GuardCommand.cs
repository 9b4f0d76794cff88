using System.Runtime.InteropServices;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>How the guard is started: this tool, with another first word.</summary>
internal static class GuardCommand
{
    /// <summary>The guard of a run, which begins in the root folder.</summary>
    /// <param name="variables">The environment of the tool.</param>
    /// <param name="mark">The mark of the run.</param>
    public static SpawnRequest Of(IReadOnlyDictionary<string, string> variables, string mark)
    {
        string[] program = Program();
        return new()
        {
            File = program[0],
            Arguments = [.. program, GuardProcess.Word, mark],
            Environment =
            [
                // It is no program of a run, also where the tool is one that another tool runs.
                .. variables.Where(item => item.Key != ProcessGuard.Variable && !item.Key.StartsWith("DOTNET_gc", StringComparison.Ordinal))
                    .Select(item => $"{item.Key}={item.Value}"),
                "DOTNET_gcConcurrent=0", "DOTNET_gcServer=0", // small, and with few threads
            ],
            Folder = "/",
        };
    }

    /// <summary>The runtime and the tool's assembly; the tool's own file where it has the runtime in it.</summary>
    private static string[] Program()
    {
        string runtime = Path.GetFullPath(Path.Combine("..", "..", "..", "dotnet"), RuntimeEnvironment.GetRuntimeDirectory());
        string tool = typeof(GuardCommand).Assembly.Location;
        return tool.Length > 0 && File.Exists(runtime) ? [runtime, tool] : [Environment.ProcessPath!];
    }
}
