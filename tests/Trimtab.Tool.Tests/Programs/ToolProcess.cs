using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Trimtab.Tool.Tests.Programs;

/// <summary>The tool as a process of its own.</summary>
internal static class ToolProcess
{
    private static readonly Lazy<string> _tool = new(Tool);

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>Gives a folder the samples, by the path they have in the repository.</summary>
    public static void LinkSamples(string folder) =>
        Directory.CreateSymbolicLink(Path.Combine(folder, "samples"), Path.Combine(Root, "samples"));

    /// <summary>Runs a line of a POSIX shell in which <c>trimtab</c> is the tool.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, string line)
    {
        using var process = Start(folder, line);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken); // both at once: a full pipe would stop it
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await errors);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string folder, string line) => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["PATH"] = $"{_tool.Value}:/usr/bin:{Environment.GetEnvironmentVariable("PATH")}",
            ["TRIMTAB_STORAGE"] = null,
        },
    })!;

    /// <summary>A folder with a program <c>trimtab</c>, which becomes the tool: it keeps the number of its process.</summary>
    private static string Tool()
    {
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "command")).FullName;
        string file = Path.Combine(folder, "trimtab");
        File.WriteAllText(file, $"#!/bin/sh\nexec dotnet '{typeof(TrimtabTool).Assembly.Location}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
