using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>Trimtab.Bits, run as a process: its digests, a line each after one on the processor.</summary>
internal static class BitsProgram
{
    /// <param name="setting">A setting of the runtime, as <c>EnableAVX2</c>; null for none.</param>
    /// <param name="value">Its value, a hexadecimal number.</param>
    public static async Task<string[]> RunAsync(string? setting, string value = "0")
    {
        var start = new ProcessStartInfo("dotnet", [Program()]) { RedirectStandardOutput = true };
        if (setting is not null)
        {
            start.Environment["DOTNET_" + setting] = value;
        }

        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The program lies beside this one: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string Program([CallerFilePath] string here = "")
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(
            Path.GetDirectoryName(here)!, "..", "..", "..", "artifacts", "bin", "Trimtab.Bits", configuration, "Trimtab.Bits.dll");
    }
}
