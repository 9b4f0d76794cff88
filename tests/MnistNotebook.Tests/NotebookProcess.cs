using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MnistNotebook.Tests;

/// <summary>The notebook as a process of its own, over digits it draws itself.</summary>
internal static class NotebookProcess
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken); // both at once: a full pipe would stop it
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }

    /// <summary>Runs it and kills it, as kill -9 does, once it has written so many <paramref name="lines"/> or has ended.</summary>
    public static async Task KillAsync(string folder, int lines, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (lines > 0 && await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is not null)
        {
            lines--;
        }

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs it to its end with its standard output somewhere else; what it says on the error output.</summary>
    public static async Task<(int ExitCode, string Errors)> RunInShellAsync(string redirection, string folder, params string[] arguments)
    {
        string[] shell = ["-c", $"exec dotnet \"$0\" \"$@\" {redirection}", Program(), .. Arguments(folder, arguments)];
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", shell) { RedirectStandardError = true })!;
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }

    /// <summary>What it found, to be compared byte by byte.</summary>
    public static byte[] Results(string folder) => File.ReadAllBytes(Path.Combine(folder, "results.json"));

    /// <summary>Starts it.</summary>
    public static Process Start(string folder, string[] arguments)
    {
        string[] command = [.. Host(), Program(), .. Arguments(folder, arguments)];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>
    /// A program started in the background of a script inherits that signals are ignored; <c>env</c> undoes that, and becomes the program
    /// itself.
    /// </summary>
    private static string[] Host() => OperatingSystem.IsLinux() ? ["env", "--default-signal=HUP,INT,QUIT,TERM", "dotnet"] : ["dotnet"];

    private static string[] Arguments(string folder, string[] arguments) =>
    [
        "--dataset", "digits", "--quick", "--output", folder, .. arguments
    ];

    /// <summary>The program lies beside this one: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string Program([CallerFilePath] string here = "")
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(
            Path.GetDirectoryName(here)!, "..", "..", "artifacts", "bin", "MnistNotebook", configuration, "MnistNotebook.dll");
    }
}
