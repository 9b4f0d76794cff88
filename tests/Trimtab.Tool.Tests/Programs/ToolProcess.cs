using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Trimtab.Tool.Tests.Programs;

/// <summary>The tool as a process of its own.</summary>
internal static class ToolProcess
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

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
    public static Process Start(string folder, string line)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Trimtab.Tool.dll");
        string script = $"PATH=/usr/bin:$PATH\ntrimtab() {{ exec dotnet '{program}' \"$@\"; }}\n{line}";
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
