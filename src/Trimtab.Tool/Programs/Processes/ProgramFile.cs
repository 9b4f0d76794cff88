using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>Finds the file of a program as a shell does.</summary>
internal static class ProgramFile
{
    /// <summary>The file: the path itself where it has a slash, else the first in PATH.</summary>
    /// <exception cref="TrimtabException">There is none that may be run.</exception>
    public static string Find(string name, ToolContext context)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new TrimtabException(
                "Programs are evaluated on Linux and macOS. On Windows use its subsystem for Linux, or ask and tell.");
        }

        string file = context.FullPath(name);
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return IsRunnable(file) ? file
                : File.Exists(file) ? throw new TrimtabException(
                    $"A program must be executable. '{name}' is not: chmod +x {CommandLineText.Quote(name)}, or name its interpreter.")
                : Directory.Exists(file) ? throw new TrimtabException($"A program must be a file. '{name}' is a folder.")
                : throw new TrimtabException($"A program must be a file. There is no '{name}' in {context.Folder}.");
        }

        string[] folders = (context.Variable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => context.FullPath(Path.Combine(folder, name))).FirstOrDefault(IsRunnable)
            ?? throw new TrimtabException(
                $"A program must be in a folder of PATH, or be written with its folder. There is no '{name}'"
                + $"{(File.Exists(file) ? $"; write ./{name} for the one here" : "")}.");
    }

    private static bool IsRunnable(string path) => File.Exists(path) && !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
