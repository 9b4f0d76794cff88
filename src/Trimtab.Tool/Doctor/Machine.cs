using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Trimtab.Tool.Doctor;

/// <summary>Checks of the machine that the tool runs on.</summary>
internal static class Machine
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(20); // Optuna's import takes seconds on a cold disk

    /// <summary>Versions and the processor.</summary>
    public static IEnumerable<Finding> Findings() =>
    [
        new("trimtab", true, Version),
        new(".NET", true, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}"),
        new("processor", true, Invariant(
            $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} threads, vectors of {8 * Vector<byte>.Count} bits")),
    ];

    /// <summary>The version of the tool.</summary>
    private static string Version =>
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Whether the current folder can be written to.</summary>
    public static Finding Folder(string folder)
    {
        try
        {
            string probe = Path.Combine(folder, $".trimtab-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return new("folder", true, $"{folder} can be written to");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new("folder", false, error.Message);
        }
    }

    /// <summary>Why a file that is there can't be written to; null where it can.</summary>
    public static string? Refusal(string file)
    {
        try
        {
            File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    /// <summary>Python, and Optuna in it: not needed, but they open the same studies.</summary>
    public static IEnumerable<Finding> Python(ToolContext context)
    {
        yield return Run("python3", "import sys; print(sys.version.split()[0], sys.executable)", context);
        yield return Run("optuna", "import optuna; print(optuna.__version__)", context);
    }

    private static Finding Run(string check, string program, ToolContext context)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-W", "ignore", "-c", program])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = context.Folder,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var read = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(_longest))
            {
                process.Kill(entireProcessTree: true);
                return new(check, false, "python3 does not answer") { IsRequired = false };
            }

            return process.ExitCode == 0
                ? new(check, true, read.Result.Trim())
                : new(check, false, errors.Result.Trim().Split('\n')[^1].Trim()) { IsRequired = false };
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return new(check, false, "there is no python3 on the path") { IsRequired = false };
        }
    }
}
