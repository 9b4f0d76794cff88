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
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + errors);
    }

    /// <summary>Runs it and kills it after <paramref name="moment"/>, as kill -9 does; says whether it was still running.</summary>
    public static async Task<bool> KillAsync(string folder, TimeSpan moment, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await Task.Delay(moment, TimeProvider.System, TestContext.Current.CancellationToken);
        bool running = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return running;
    }

    /// <summary>Runs it to its end with its standard output somewhere else; what it says on the error output.</summary>
    public static async Task<(int ExitCode, string Errors)> RunInShellAsync(string redirection, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet \"$0\" \"$@\" {redirection}", Program(), .. Arguments(folder, arguments)]) { RedirectStandardError = true })!;
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string folder, string[] arguments)
    {
        string[] command = [.. Host(), Program(), .. Arguments(folder, arguments)];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>A program started in the background of a script inherits that signals are ignored; <c>env</c> undoes that, and becomes the program itself.</summary>
    private static string[] Host() => OperatingSystem.IsLinux() ? ["env", "--default-signal=HUP,INT,QUIT,TERM", "dotnet"] : ["dotnet"];

    private static string[] Arguments(string folder, string[] arguments) => ["--dataset", "digits", "--quick", "--output", folder, .. arguments];

    /// <summary>The program lies beside this one: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string Program([CallerFilePath] string here = "")
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "artifacts", "bin", "MnistNotebook", configuration, "MnistNotebook.dll");
    }
}
